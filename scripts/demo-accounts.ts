// `npm run demo:accounts`: one account for each role, to try Cairn out with. Never beside real accounts.
import { randomInt } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/prisma/client'
import { ROLES } from '../lib/domain/people/permissions'
import { ACCOUNTS, recordAudit } from '../lib/audit/append'
import { hashPassword } from '../lib/auth/password-hash'
import { prepareDatabase } from '../tools/postgres/database'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain } from '../tools/process.mjs'
import { connectionTo, UNLIMITED } from '../lib/connection'

// Without letters that look alike.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

const KINDS = ['administrator', ...ROLES] as const

await runMain(async () => {
  const urls = await openDatabase('npm run demo:accounts', { share: true })
  // Cairn may never have been started on this database.
  await prepareDatabase(urls)
  const db = new PrismaClient({ adapter: new PrismaPg(connectionTo(urls.url, UNLIMITED)) })
  const accounts = await Promise.all(
    KINDS.map(async (kind) => {
      const password = makePassword()
      return { kind, email: `${kind}@example.org`, password, hash: await hashPassword(password) }
    }),
  )
  const plan = await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('cairn accounts'))::text`
      const first = await tx.plan.findFirst({
        select: { id: true, title: true },
        orderBy: { createdAt: 'asc' },
      })
      if (!first) throw new Failure('There is no plan yet. Add a plan first.')
      await tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${first.id}::uuid FOR NO KEY UPDATE`
      if (await tx.person.count())
        throw new Failure(
          'There are already accounts. Demonstration accounts can only be added to a database without accounts.',
        )
      for (const { kind, email, hash } of accounts) {
        const name = `Demo ${kind}`
        const isAdministrator = kind === 'administrator'
        const person = await tx.person.create({ data: { name, email, isAdministrator, emailVerified: true } })
        await tx.credential.create({
          data: { userId: person.id, accountId: person.id, providerId: 'credential', password: hash },
        })
        const record = { recordType: 'person', recordId: person.id, recordName: name }
        await recordAudit(tx, ACCOUNTS, null, {
          ...record,
          kind: 'account.made',
          after: { email, isAdministrator },
        })
        if (kind === 'administrator') continue
        await tx.membership.create({ data: { planId: first.id, personId: person.id, role: kind } })
        await recordAudit(tx, first.id, null, {
          ...record,
          kind: 'membership.changed',
          before: { role: null },
          after: { role: kind },
        })
      }
      return first
    },
    { timeout: 20_000, maxWait: 10_000 },
  )
  await db.$disconnect()
  console.log(
    `Added an account for each role in "${plan.title}", and an administrator. The passwords are shown only once:\n`,
  )
  for (const { email, password } of accounts) console.log(`  ${email.padEnd(28)} ${password}`)
  await exitWith(0)
})

/** Four groups of four: 79 bits. */
function makePassword(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)] ?? ''
  const group = () => Array.from({ length: 4 }, letter).join('')
  return Array.from({ length: 4 }, group).join('-')
}
