/// How the aliases of a model, or of all models, have moved since mldeck first saw them: no registry keeps that.
public struct AliasMoves: Question {
    /// The moves, the newest first.
    public typealias Answer = [AliasMove]

    /// The model; nil for all.
    public var model: RegisteredModel.ID?

    /// The moves of a model's aliases, or of all.
    public init(of model: RegisteredModel.ID? = nil) { self.model = model }

    /// That they cannot be told says nothing of the journal.
    public var isAside: Bool { true }
}
