import Entities

/// What the cells of one row are made of, found out once for all of them.
struct ModelRow {
    let model: RegisteredModel
    /// Its versions; nil while they are not known.
    let versions: [ModelVersion]?
    let course: VersionCourse?

    init(_ model: RegisteredModel, _ scene: Scene) {
        self.model = model
        versions = scene.catalog.feed(ModelVersions(of: model.id))?.answer
        course = versions.flatMap(VersionCourse.init)
    }
}
