/**
 * Flags that several commands share, as picocli mixins and converters.
 *
 * <p>A mixin holds what was typed and turns it into one configuration record of the core; the
 * record's compact constructor judges the values, so that a rule is written once.
 */
package ai.nmt.cli.option;
