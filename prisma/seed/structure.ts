/** Writes what the plan of November 2023 says: its levels, its partners and its actions. */

import type { Prisma } from '@/generated/prisma/client'
import { parsePartialDate } from '@/lib/domain/dates'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { DEFAULT_RULE } from '@/lib/domain/status/rag'
import { inOrder, STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import type { SeedFiles } from './files'
import { FIRST_PLAN_SLUG, PLAN_ID, dateOf, idOf } from './rows'

const READING_NOTES = [
  'The February 2025 report could be read only in part: its overview of sections in full, the beginnings of other pages. That overview gives shares for each section, not the status of single actions.',
  'The summary of the plan that could be read names key partners. It does not say who leads, or what done looks like.',
]

/** Where the published papers disagree with themselves, as far as this plan is concerned. */
function noteDiscrepancies({ discrepancies }: SeedFiles['report']): string[] {
  return discrepancies
    .filter(({ where }) => !where.includes('delivery plan'))
    .map(
      ({ where, printed, computed, note }) =>
        `In the report, ${where}: printed ${printed}; computed ${computed}. ${note}`,
    )
}

const WORDS: PlanWords = {
  pillar: { one: 'Pillar', many: 'Pillars' },
  section: { one: 'Section', many: 'Sections' },
  action: { one: 'Action', many: 'Actions' },
}

const startOfYear = (year: number) => dateOf(`${year}-01-01`)
const endOfYear = (year: number) => dateOf(`${year}-12-31`)

/** Takes the plan's file; writes the plan and everything of it but its actions. */
export async function writeStructure(tx: Prisma.TransactionClient, files: SeedFiles): Promise<void> {
  const { plan: file, report } = files
  const { plan } = file
  await tx.plan.create({
    data: {
      id: PLAN_ID,
      slug: FIRST_PLAN_SLUG,
      title: plan.title,
      shortTitle: 'Workforce Action Plan',
      publishers: plan.publishers,
      period: plan.period.label,
      startsOn: startOfYear(plan.period.startYear),
      endsOn: endOfYear(plan.period.endYear),
      publishedOn: dateOf(plan.published),
      licence: plan.licence,
      attribution: plan.attribution,
      notes: [...READING_NOTES, ...noteDiscrepancies(report)],
      words: { ...WORDS } as unknown as Prisma.InputJsonObject,
      isPublic: true,
      statuses: { create: inOrder(STATUS_TEMPLATES.published) },
    },
  })
  await tx.ratingRule.create({
    data: { id: idOf('rule', '1'), planId: PLAN_ID, ...DEFAULT_RULE, createdAt: dateOf(plan.published) },
  })
  await tx.sourceDocument.createMany({
    data: plan.sourceDocuments.map(({ id: code, title, publisher, date, url, licence, readAs }) => ({
      id: idOf('source', code),
      planId: PLAN_ID,
      code,
      title,
      publisher,
      date,
      url,
      licence,
      readAs,
      // The board's papers are known by their number, which their titles do not carry.
      reference: /^lb-\d\d-\d\d-\d\d$/.test(code) ? code.replace(/^lb-(\d\d)-(.*)$/, 'LB($1)$2') : null,
    })),
  })
  await tx.timescale.createMany({
    data: file.timescales.map(({ code, label, startYear, endYear }, position) => ({
      id: idOf('timescale', code),
      planId: PLAN_ID,
      code,
      position,
      label,
      startsOn: startOfYear(startYear),
      endsOn: endYear === null ? null : endOfYear(endYear),
    })),
  })
  await tx.partner.createMany({
    data: file.partners.map(({ code, abbreviation, name, kind }) => ({
      id: idOf('partner', code),
      planId: PLAN_ID,
      code,
      name,
      kind,
      // The scan cut two abbreviations short ("Ca[...]"); the full name serves.
      abbreviation: abbreviation.includes('[...]') ? name : abbreviation,
    })),
  })
  await tx.pillar.createMany({
    data: file.pillars.map(({ code, name, aim }, position) => ({
      id: idOf('pillar', code),
      planId: PLAN_ID,
      code,
      position,
      name,
      aim,
    })),
  })
  await tx.section.createMany({
    data: file.sections.map(({ code, pillar, title, notes }, position) => ({
      id: idOf('section', code),
      planId: PLAN_ID,
      pillarId: idOf('pillar', pillar),
      code,
      position,
      title,
      note: notes,
    })),
  })
  await tx.sectionPartner.createMany({
    data: file.sections.flatMap(({ code, partnerCodes }) =>
      partnerCodes.map((partner, position) => ({
        planId: PLAN_ID,
        sectionId: idOf('section', code),
        partnerId: idOf('partner', partner),
        role: 'keyPartner' as const,
        position,
      })),
    ),
  })
  await tx.outcome.createMany({
    data: file.outcomes.map(({ code, pillar, text }, position) => ({
      id: idOf('outcome', code),
      planId: PLAN_ID,
      pillarId: idOf('pillar', pillar),
      code,
      position,
      text,
    })),
  })
  await tx.sectionOutcome.createMany({
    data: file.sectionOutcomes.map(({ section, outcome }) => ({
      planId: PLAN_ID,
      sectionId: idOf('section', section),
      outcomeId: idOf('outcome', outcome),
    })),
  })
}

/** Takes the plan's file, once the rest of the plan is written; writes its actions and their partners. */
export async function writeActions(tx: Prisma.TransactionClient, file: SeedFiles['plan']): Promise<void> {
  await tx.action.createMany({
    data: file.actions.map((action, position) => {
      const due = action.due ? parsePartialDate(action.due.date) : null
      return {
        id: idOf('action', action.ref),
        planId: PLAN_ID,
        sectionId: idOf('section', action.section),
        parentId: action.parentRef === null ? null : idOf('action', action.parentRef),
        ref: action.ref,
        refSource: action.refSource,
        position,
        title: action.title,
        counted: action.countsTowardsSectionRag,
        activity: action.activityType,
        timescaleId: action.timescale === null ? null : idOf('timescale', action.timescale),
        timescaleSource: action.timescaleSource,
        originalDueOn: due && dateOf(due.date),
        originalDuePrecision: due && due.precision,
        dueOn: due && dateOf(due.date),
        duePrecision: due && due.precision,
        dueNote: action.due?.text ?? null,
        sourceLocator: action.sourceLocator,
        note: action.notes,
      }
    }),
  })
  await tx.actionPartner.createMany({
    data: file.actions.flatMap(({ ref, partnerCodes }) =>
      partnerCodes.map((partner, position) => ({
        planId: PLAN_ID,
        actionId: idOf('action', ref),
        partnerId: idOf('partner', partner),
        role: 'keyPartner' as const,
        position,
      })),
    ),
  })
}
