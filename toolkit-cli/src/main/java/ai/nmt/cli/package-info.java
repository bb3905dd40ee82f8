/**
 * The command line of the toolkit: the {@code nmt} program.
 *
 * <p>{@link ai.nmt.cli.Main} expands {@code @file} arguments, parses them with picocli and runs one
 * command of {@link ai.nmt.cli.command}. A command turns its flags (mixins of {@link
 * ai.nmt.cli.option}) into the configuration records of the core, calls {@code ai.nmt.run}, writes
 * results to standard output and progress ({@link ai.nmt.cli.report}) to standard error.
 *
 * <p>To add a command: write a class with {@code @Command(name = ..., description = ...)} that
 * implements {@code Callable<Integer>}, and name it in {@code CommandList}. {@code --help} and
 * {@code --log-level} are inherited from the root, and defaults are appended to every option's
 * description. A command throws what goes wrong; {@link ai.nmt.cli.ErrorReport} turns it into a
 * message and an {@link ai.nmt.cli.ExitCode}.
 */
package ai.nmt.cli;
