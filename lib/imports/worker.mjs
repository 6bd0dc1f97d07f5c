// Reads one file of a plan off the thread that answers requests (lib/imports/read-plan-file.ts). Like all of Cairn it is run by tsx.
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { makeReader } = await import('./read-here.js')
const { name, bytes } = workerData
const read = makeReader(name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
parentPort?.on('message', (ask) => parentPort?.postMessage(read(ask)))
