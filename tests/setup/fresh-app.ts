// Before each test file. The files of a worker share a process, in which the libraries are loaded once (vitest.config.ts). Of the
// app nothing stays from one file to the next: no module, and nothing that lib/process-wide.ts holds. A file that puts
// something in the place of a module takes it away again (vi.doUnmock).
import { vi } from 'vitest'

vi.resetModules()
Object.assign(globalThis, { [Symbol.for('cairn')]: undefined })
