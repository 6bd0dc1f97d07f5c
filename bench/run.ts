// Measures what docs/performance.md records, on this machine, now: npm run bench -- PART …, each in under ten minutes; --record
// keeps the figures as the ones that later runs are compared with.
import { type Bench, withApp } from './bench'
import { type Figure, record, report } from './figures'
import { measureFiles } from './files'
import { measureImports } from './imports'
import { measureMixed } from './mixed'
import { measurePages } from './pages'
import { measurePlans } from './plans'
import { measureReports } from './reports'
import { measureScale } from './scale'
import { measureWrites } from './writes'

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  pages: measurePages,
  writes: measureWrites,
  files: measureFiles,
  imports: measureImports,
  reports: measureReports,
  scale: measureScale,
  plans: measurePlans,
  mixed: measureMixed,
}
/** Takes half an hour: measured only when it is asked for. */
const ON_ITS_OWN = 'mixed'

const given = process.argv.slice(2)
const parts = given.filter((one) => !one.startsWith('--'))
const unknown = given.filter((one) => !(one in PARTS) && one !== '--record')
if (unknown.length) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}
for (const [part, measure] of Object.entries(PARTS)) {
  if (parts.length ? !parts.includes(part) : part === ON_ITS_OWN) continue
  // Each on an app of its own: what one leaves in memory and in the database is not the next one's.
  const { result, bare } = await withApp(measure)
  await report(part, result, bare)
  if (given.includes('--record')) await record(part, result, bare)
}
