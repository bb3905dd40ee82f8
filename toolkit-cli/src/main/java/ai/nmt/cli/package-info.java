/** The command line of the toolkit. */
package ai.nmt.cli;
