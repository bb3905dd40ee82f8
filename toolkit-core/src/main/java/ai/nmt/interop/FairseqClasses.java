package ai.nmt.interop;

import ai.nmt.pickle.PythonClass;
import java.util.Set;
import java.util.regex.Pattern;

/** The classes of fairseq and OmegaConf whose objects are settings or figures. */
final class FairseqClasses {
  private static final Set<String> RECORDS =
      Set.of(
          "omegaconf.dictconfig.DictConfig",
          "omegaconf.listconfig.ListConfig",
          "omegaconf.base.ContainerMetadata",
          "omegaconf.base.Metadata",
          "omegaconf.nodes.AnyNode",
          "omegaconf.nodes.StringNode",
          "omegaconf.nodes.IntegerNode",
          "omegaconf.nodes.FloatNode",
          "omegaconf.nodes.BooleanNode",
          "omegaconf.nodes.EnumNode",
          "omegaconf.nodes.BytesNode",
          "omegaconf.nodes.PathNode",
          "omegaconf.nodes.UnionNode",
          "fairseq.meters.AverageMeter",
          "fairseq.meters.TimeMeter",
          "fairseq.meters.StopwatchMeter",
          "fairseq.logging.meters.AverageMeter",
          "fairseq.logging.meters.TimeMeter",
          "fairseq.logging.meters.StopwatchMeter",
          "fairseq.logging.meters.MetersDict");

  /** Enumerations of choices, and data classes that are settings. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          "fairseq\\.dataclass\\.constants\\.\\w+"
              + "|fairseq\\.(dataclass|models|tasks|criterions|optim|scoring|data)(\\.\\w+)*\\.\\w*Config");

  private FairseqClasses() {}

  static boolean isRecord(PythonClass name) {
    String text = name.toString();
    return RECORDS.contains(text) || SETTINGS.matcher(text).matches();
  }
}
