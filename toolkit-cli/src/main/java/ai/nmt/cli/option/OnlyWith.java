package ai.nmt.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands beside an {@code @Option} that has an effect only with some values of another one. Where
 * the option is given without them, {@link IdleFlags} says so.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface OnlyWith {
  /** The other flags; with several, one of them is enough. */
  String[] flag();

  /** Their values with which the option has an effect; none: any but off, 0 and their absence. */
  String[] value() default {};

  /** Whether the other flag, a switch, has to be absent. */
  boolean absent() default false;
}
