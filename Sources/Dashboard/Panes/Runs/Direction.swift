import Entities

/// Which way a metric is better, as far as its name tells.
enum Direction {
    case lower
    case higher
    case unknown

    private static let lowerWords = [
        "loss", "error", "err", "mae", "mse", "rmse", "smape", "mape", "perplexity", "ppl", "cer",
        "wer", "bpb", "latency", "time", "duration",
    ]
    private static let higherWords = [
        "acc", "accuracy", "auc", "f1", "ap", "map", "ndcg", "recall", "precision", "r2", "bleu",
        "rouge", "iou", "dice", "score", "reward", "mrr", "pass", "qini",
    ]

    init(_ field: Field) {
        guard case .metric(let key) = field else {
            self = .unknown
            return
        }
        let words = key.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.contains(where: Direction.lowerWords.contains) {
            self = .lower
        } else if words.contains(where: Direction.higherWords.contains) {
            self = .higher
        } else {
            self = .unknown
        }
    }

    /// Whether the greatest values come first when a person first sorts by the field.
    var isDescendingFirst: Bool { self == .higher }
}
