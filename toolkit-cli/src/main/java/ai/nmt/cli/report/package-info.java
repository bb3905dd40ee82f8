/** What the user sees while a command works: progress bars and log lines, all on standard error. */
package ai.nmt.cli.report;
