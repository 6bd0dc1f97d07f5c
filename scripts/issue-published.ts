// Freezes the published report that the plan of the id given was loaded with. Run by the start, in a process of its own: it
// reads the plan as the app does.
import { vocabulary } from '../lib/format/status/vocabulary'
import { issuePublished } from '../lib/mutations/reports/issue-published'
import { readPublishedText } from '../prisma/seed/published-matter'

const [planId = ''] = process.argv.slice(2)
await issuePublished(planId, vocabulary, await readPublishedText())
// The pool of the database would keep the process.
process.exit(0)
