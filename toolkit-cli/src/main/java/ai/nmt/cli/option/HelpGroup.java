package ai.nmt.cli.option;

/** The groups of flags in a command's help, in their order. */
public enum HelpGroup {
  /** What is read, and where results go. */
  DATA("Data"),
  /** What is done to raw text. */
  TEXT_RULES("Text rules"),
  /** How words become subwords. */
  SUBWORDS("Subwords"),
  /** Where dictionaries come from. */
  DICTIONARIES("Dictionaries"),
  /** The model's form and size. */
  MODEL("Model"),
  /** How the model begins, and its residual connections. */
  ADMIN("Admin and other initialisations"),
  /** What is minimised, and how. */
  OPTIMISER("Criterion and optimiser"),
  /** The learning rate, and when training ends. */
  SCHEDULE("Schedule and end of training"),
  /** How sentences become batches. */
  BATCHES("Batches"),
  /** The number format. */
  PRECISION("Precision"),
  /** What is written and gone on from. */
  CHECKPOINTS("Checkpoints"),
  /** When and what training validates. */
  VALIDATION("Validation"),
  /** The search for translations. */
  SEARCH("Search"),
  /** BLEU's flags. */
  BLEU("BLEU"),
  /** chrF's flags. */
  CHRF("chrF"),
  /** TER's flags. */
  TER("TER"),
  /** Confidence intervals and paired tests. */
  SIGNIFICANCE("Significance"),
  /** What is printed. */
  OUTPUT("Output"),
  /** What is told while a command works. */
  LOGGING("Logging"),
  /** Where and with how many threads a command computes. */
  PROCESSES("Processes and device"),
  /** What all commands have, and what belongs to no other group. */
  GENERAL("General");

  private final String title;

  HelpGroup(String title) {
    this.title = title;
  }

  /** Returns the words above the group's flags. */
  public String title() {
    return title;
  }
}
