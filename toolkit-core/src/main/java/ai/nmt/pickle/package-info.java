/**
 * Python's pickle, as data: a stack machine that builds maps, lists, texts and numbers, and for
 * objects asks an allow-list of classes.
 *
 * <p>A pickle is a program. Python's own reader calls whatever functions it names; this one calls
 * nothing. {@link ai.nmt.pickle.PickleClasses} says which names are known and what Java value
 * stands for an object of each; any other name ends the reading with an error that names it.
 *
 * <pre>{@code
 * Object root = new Unpickler(input, classes, id -> id).load();
 * }</pre>
 *
 * <p>Python's values become: {@code None} null, {@code bool} Boolean, {@code int} Long or
 * BigInteger, {@code float} Double, {@code str} String, {@code bytes} byte[], {@code list} List,
 * {@code tuple} {@link ai.nmt.pickle.Tuple}, {@code dict} and {@code OrderedDict} Map in their
 * order, {@code set} Set.
 *
 * <p>The format is that of Python's {@code pickletools}, protocols 2 to 5.
 */
package ai.nmt.pickle;
