// Reads the texts of a draft off the thread that answers requests (lib/text-checker/text-checker.ts). Like all of Cairn it is run by tsx.
import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { checkText } = await import('../domain/reports/report-check.js')

parentPort?.on('message', ({ figures, texts }) => {
  // One by one: what is known when the time is up is kept.
  for (const blocks of texts) parentPort?.postMessage(checkText(blocks, figures))
})
parentPort?.postMessage('ready')
