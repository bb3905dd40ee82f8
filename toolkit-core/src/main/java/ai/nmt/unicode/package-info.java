/**
 * What the toolkit knows about characters: Unicode's categories, properties and letter cases, and
 * the white space of Perl and of Python.
 *
 * <p>The data are ICU's, so that results depend on the toolkit alone: a JDK brings Unicode data of
 * its own, older or newer. Classes of Perl's expressions are those of Unicode rules ({@code \w},
 * {@code \p{IsAlpha}}), Python's those of {@code str}.
 */
package ai.nmt.unicode;
