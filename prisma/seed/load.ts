/** Loads the first plan: Scotland's Mental Health and Wellbeing Workforce Action Plan 2023-25, as LB(25)03-03 rated it. */

import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '@/generated/prisma/client'
import { readSeedFiles, type SeedFiles } from './files'
import { writeAchievements, writePrintedReport, writeRatings } from './progress'
import { PLAN_ID, idOf } from './rows'
import { writeActions, writeStructure } from './structure'
import { connectionTo, UNLIMITED } from '../../lib/connection'

interface Loaded {
  readonly loaded: boolean
  readonly message: string
}

/**
 * Takes a database's address; loads the first plan in one transaction unless it is there already. Returns whether anything
 * was loaded, and a sentence for the person who started it. Throws SeedFileError when a data file is wrong; then, as
 * after any error, the database is as it was.
 */
export async function loadSeed(
  databaseUrl: string,
  folder = fileURLToPath(new URL('.', import.meta.url)),
): Promise<Loaded> {
  const files = await readSeedFiles(folder)
  const db = new PrismaClient({ adapter: new PrismaPg(connectionTo(databaseUrl, UNLIMITED)) })
  try {
    return await db.$transaction(
      async (tx) => {
        // Two starts at once: the second waits here, then finds the plan.
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('cairn first plan'))::text`
        if (await tx.plan.count()) return addExample(tx, files)
        await writeStructure(tx, files)
        await writeActions(tx, files.plan)
        await writeRatings(tx, files)
        await writePrintedReport(tx, files)
        await writeAchievements(tx, files.update)
        const counted = files.plan.actions.filter((action) => action.countsTowardsSectionRag).length
        return {
          loaded: true,
          message: `Loaded "${files.plan.plan.title}": ${files.plan.sections.length} sections, ${counted} counted actions.`,
        }
      },
      { timeout: 60_000, maxWait: 30_000 },
    )
  } finally {
    await db.$disconnect()
  }
}

/** A database that held the first plan before there was an example of a printed report is given it, once. */
async function addExample(tx: Prisma.TransactionClient, files: SeedFiles): Promise<Loaded> {
  const source = { id: idOf('source', files.report.report.sourceRef), planId: PLAN_ID }
  const isFirstPlan = (await tx.sourceDocument.count({ where: source })) > 0
  if (!isFirstPlan || (await tx.printedReport.count({ where: { planId: PLAN_ID } })))
    return { loaded: false, message: 'The database already holds a plan; nothing was loaded.' }
  await writePrintedReport(tx, files)
  return {
    loaded: true,
    message: `Loaded what ${files.report.report.ref} printed, as an example of a report that is reconciled.`,
  }
}
