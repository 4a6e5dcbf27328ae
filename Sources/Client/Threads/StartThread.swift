import Glibc

/// Runs `body` on a new thread, which ends with it.
package func startThread(_ body: sending @escaping () -> Void) {
    final class Start {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
        &thread,
        nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        },
        Unmanaged.passRetained(Start(body)).toOpaque()
    )
    pthread_detach(thread)
}
