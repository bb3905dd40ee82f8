/**
 * Files as the toolkit reads and writes them: strict UTF-8 text, atomic replacement, and the one
 * exception for problems that a user can fix.
 */
package ai.nmt.io;
