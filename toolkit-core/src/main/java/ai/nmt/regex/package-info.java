/**
 * Regular expressions of users, as Perl or Python read them.
 *
 * <pre>{@code
 * Regex regex = Regex.compile("[[:alpha:]]+@\\w+", Dialect.PERL);
 * RegexMatcher matcher = regex.matcher("mail joe@x");
 * matcher.find(0); // true
 * matcher.group(0); // joe@x
 * }</pre>
 *
 * <p>{@code java.util.regex} would not do: it recurses for each repetition of a group, so that a
 * long line ends in a StackOverflowError; its classes and line ends differ from both languages';
 * and it takes Unicode from the JDK. Here {@link ai.nmt.regex.Machine} keeps its own stack,
 * remembers what has failed where backtracking would take long, and counts its steps, so that an
 * expression that takes too many ends in a {@link ai.nmt.regex.RegexLimitException}, on every
 * machine at the same line. What a dialect does not know, or what is not supported (conditions,
 * recursion, code), is a {@link ai.nmt.regex.RegexSyntaxException}; nothing is read as other
 * letters.
 *
 * <p>The way of an expression: {@code Parser} makes {@code Node}s of it ({@code Escapes}, {@code
 * BracketClasses} and {@code Properties} read the parts), {@code ProgramWriter} makes a {@code
 * Program} of them, and {@code Machine} runs it.
 */
package ai.nmt.regex;
