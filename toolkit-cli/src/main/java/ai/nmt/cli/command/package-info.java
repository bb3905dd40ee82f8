/**
 * One class for each command of {@code nmt}.
 *
 * <p>A command is thin: it declares its flags, makes the core's configuration records of them,
 * calls the core and prints the result. It returns {@link ai.nmt.cli.ExitCode#DONE} or throws.
 */
package ai.nmt.cli.command;
