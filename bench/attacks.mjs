// What requests that anyone may send cost, and how long readers wait meanwhile. Against an app on this machine that was started
// for this alone: `node bench/attacks.mjs http://localhost:3000 <process id of the app>`. Bounded: some hundred requests in all.
import { readFileSync } from 'node:fs'
import http from 'node:http'

const [base = 'http://localhost:3000', pid = 'self'] = process.argv.slice(2)
const { hostname, port } = new URL(base)
const PLAN = '/plans/mental-health-workforce'
const agent = new http.Agent({ keepAlive: false })

/** Seconds of the processor that the app has used so far, all its threads together. */
function processorSeconds() {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/**
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} [options]
 * @returns {Promise<number>} the status
 */
function ask(path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve) => {
    // Not as an address, which Node would tidy up.
    const request = http.request({ hostname, port, path, method, headers, agent }, (response) => {
      response.resume().on('close', () => resolve(response.statusCode ?? 0))
    })
    request.on('error', () => resolve(0))
    request.end(body)
  })
}

/** @param {string} what @param {(() => Promise<number>)[]} attack */
async function measure(what, attack) {
  await ask(PLAN)
  let longest = 0
  let isOver = false
  const reading = (async () => {
    while (!isOver) {
      const start = performance.now()
      await ask(PLAN)
      longest = Math.max(longest, performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const before = processorSeconds()
  const start = performance.now()
  const statuses = await Promise.all(attack.map((one) => one()))
  const seconds = (performance.now() - start) / 1000
  isOver = true
  await reading
  const counts = [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length}x${status}`,
  )
  const used = processorSeconds() - before
  console.log(
    `${what.padEnd(52)} ${attack.length.toString().padStart(4)} requests ${used.toFixed(2).padStart(7)} s processor ` +
      `${seconds.toFixed(1).padStart(6)} s, longest wait of a reader ${(longest / 1000).toFixed(2)} s, ${counts.join(' ')}`,
  )
}

/** @param {number} times @param {(index: number) => Promise<number>} one */
const repeat = (times, one) => Array.from({ length: times }, (_, index) => () => one(index))
const type = 'multipart/form-data; boundary=x'

/** @param {number} fields */
function manyFields(fields) {
  const part = (/** @type {string} */ name) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`
  return `${Array.from({ length: fields }, (_, index) => part(`f${index}`)).join('')}--x--\r\n`
}

/** The submit that the sign-in page names, for those who send it as a script does. */
async function findSubmit() {
  const page = await (await fetch(`${base}/sign-in`)).text()
  const fields = [...page.matchAll(/<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)]
  return fields.map(([, name = '', value = '']) => ({ name, value: value.replaceAll('&quot;', '"') }))
}

const hidden = await findSubmit()
const signIn = hidden
  .map(({ name, value }) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  .join('')
for (const fields of [2_000, 20_000, 60_000])
  await measure(
    `sign-in with ${fields} distinct fields`,
    repeat(1, () =>
      ask('/sign-in', {
        method: 'POST',
        headers: { 'content-type': type, origin: base },
        body: signIn + manyFields(fields),
      }),
    ),
  )
await measure(
  'the API page with a made-up parameter',
  repeat(20, (index) => ask(`/api?x=${index}`)),
)
await measure(
  'the list of plans with a made-up parameter',
  repeat(20, (index) => ask(`/?x=${index}`)),
)
await measure(
  'the overview with a made-up session cookie',
  repeat(20, (index) => ask(PLAN, { headers: { cookie: `cairn.session_token=${index}` } })),
)
await measure(
  'the API page as a script asks for it',
  repeat(20, () => ask('/api', { headers: { rsc: '1' } })),
)
await measure(
  'the overview, spelt in other ways',
  repeat(20, (index) => ask(PLAN.replace('plans/', `plans/${'./'.repeat(index + 1)}`))),
)
await measure(
  'pages that are not there',
  repeat(40, (index) => ask(`/nowhere-${index}`)),
)
await measure(
  'actions that are not there',
  repeat(40, (index) => ask(`${PLAN}/actions/x${index}`)),
)
await measure(
  'scripts that are not there',
  repeat(40, (index) => ask(`/_next/static/x${index}.js`)),
)
const day = (/** @type {number} */ index) => new Date(Date.UTC(2025, 2, 1 + index)).toISOString().slice(0, 10)
await measure(
  'the overview as at 20 days',
  repeat(20, (index) => ask(`${PLAN}?as-at=${day(index)}`)),
)
await measure(
  'the actions as at 20 days',
  repeat(20, (index) => ask(`${PLAN}/actions?as-at=${day(index + 20)}`)),
)
await measure(
  'one chart as a picture, 20 times',
  repeat(20, () => ask(`${PLAN}/charts/partners.png`)),
)
await measure(
  'a chart as a picture, as at 20 days',
  repeat(20, (index) => ask(`${PLAN}/charts/partners.png?as-at=${day(index)}`)),
)
await measure(
  'all data of a plan as one file, 20 times',
  repeat(20, () => ask(`${PLAN}/files/data-package.zip`)),
)
await measure(
  'the Word file of a report, 20 times',
  repeat(20, () => ask(`${PLAN}/reports/lb-25-03-03/paper.docx`)),
)
await measure(
  'the web file of a report, 20 times',
  repeat(20, () => ask(`${PLAN}/reports/lb-25-03-03/pack.html`)),
)
await measure(
  'searches',
  repeat(20, (index) => ask(`${PLAN}/actions?q=x${index}`)),
)
await measure(
  'comparisons',
  repeat(20, () => ask(`${PLAN}/compare?from=lb-25-03-03&to=now`)),
)
await measure(
  'actions of the API',
  repeat(20, () => ask(`/api/v1${PLAN}/actions?limit=100`)),
)
agent.destroy()
