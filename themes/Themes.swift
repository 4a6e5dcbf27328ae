/// The themes that come with the program, as bytes of YAML.
public enum BuiltInThemes {
    /// Every theme by name, the default one first.
    public static let all: [(name: String, yaml: [UInt8])] = [
        ("dark", PackageResources.dark_yaml),
        ("light", PackageResources.light_yaml),
        ("high-contrast", PackageResources.high_contrast_yaml),
        ("colour-blind", PackageResources.colour_blind_yaml),
        ("terminal", PackageResources.terminal_yaml),
        ("mono", PackageResources.mono_yaml),
    ]
}
