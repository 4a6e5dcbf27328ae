/// How the aliases of a model have moved since mldeck first saw them: no registry keeps that.
public struct AliasMoves: Question {
    /// The moves, the newest first.
    public typealias Answer = [AliasMove]

    /// The model.
    public var model: RegisteredModel.ID

    /// The moves of a model's aliases.
    public init(of model: RegisteredModel.ID) { self.model = model }

    /// That they cannot be told says nothing of the journal.
    public var isAside: Bool { true }
}
