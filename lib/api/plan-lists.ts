/** The lists of a plan: partners, timescales, outcomes, moves of due dates, ratings, updates, and what was published when. */

import { today } from '@/lib/clock'
import type { PublicChange, PublicChangeKind } from '@/lib/domain/audit/change-log'
import { type PlanAt, momentQuery } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { viewPartners } from '@/lib/domain/plan/partner-views'
import { viewOutcomes } from '@/lib/domain/plan/section-views'
import type { UpdateRecord } from '@/lib/domain/plan/records'
import { viewTimescales } from '@/lib/domain/plan/timescale-views'
import { nameSources } from '@/lib/domain/plan/action-views'
import { paths } from '@/lib/paths'
import { readChanges } from '@/lib/queries/audit/change-log'
import { readMoves } from '@/lib/queries/plan/due-date-moves'
import { readHistoryPart } from '@/lib/queries/plan/plan-files'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { type PublicRating, readRatings } from '@/lib/queries/status/section-ratings'
import type {
  ChangeLogBody,
  DueDateMoveListBody,
  HistoryBody,
  OutcomeListBody,
  PartnerListBody,
  SectionRatingListBody,
  TimescaleListBody,
} from '@/lib/schemas/api'
import { readPlanAtOf, readPlanState, nothingAt } from './plan-at'
import { writeUpdate } from './action-bodies'
import { nameRag, writeCounts, writeSource } from './body-parts'
import { readCursor, readPart } from './cursor'
import type { Answer } from './endpoint'
import { makeEtag, nameState } from './etag'
import { type ListName, apiPaths } from './links'
import { addressAfter, partOf } from './list-part'
import { BadParameterError, ListChangedError } from './problem'
import { thresholdInWords } from '@/lib/format/status/messages'

interface Asked {
  readonly plan: PlanState
  readonly url: URL
  /** Some figures are ages. */
  readonly day: string
}

/** Takes a plan's slug, the request's address and whether a report may be asked for; returns the plan that it asks for. */
async function ask(slug: string, url: URL, { inReports }: { readonly inReports: boolean }): Promise<Asked> {
  const day = today()
  const planAt: PlanAt = inReports ? await readPlanState(slug, url) : readPlanAtOf(slug, url)
  const plan = await readPlan(planAt)
  if (!plan) throw nothingAt(planAt)
  return { plan, url, day: plan.asAt ?? day }
}

/** What a list of a plan depends on: what was frozen stays as it is. */
function markOf(name: ListName, { plan, day }: Asked) {
  return {
    question: JSON.stringify([name, momentQuery(plan), plan.report]),
    state: plan.report === null ? `${plan.version} ${day}` : '',
  }
}

function answerList<Row, Body>(
  asked: Asked,
  name: ListName,
  { all, keyOf, page }: { all: readonly Row[]; keyOf: (row: Row) => string; page: string },
  write: (part: { rows: readonly Row[]; total: number; next: string | null; links: Links }) => Body,
): Answer<Body> {
  const { plan, url, day } = asked
  const part = partOf(url.searchParams, markOf(name, asked), all, keyOf, (query) =>
    apiPaths.list(plan, name, query),
  )
  const body = write({ ...part, links: { self: apiPaths.list(plan, name), page } })
  return { body, etag: makeEtag(nameState(plan), day), next: part.next }
}

interface Links {
  self: string
  page: string
}

export async function answerPartners(slug: string, url: URL): Promise<Answer<PartnerListBody>> {
  const asked = await ask(slug, url, { inReports: true })
  const { plan } = asked
  const list = { all: viewPartners(plan), keyOf: codeOf, page: paths.partners(plan) }
  return answerList(asked, 'partners', list, ({ rows, ...part }) => ({
    ...part,
    partners: rows.map(({ id, code, abbreviation, title, kind, rollUp, basisCounts }) => ({
      id,
      code,
      abbreviation,
      name: title,
      kind,
      rollUp: writeCounts(rollUp),
      basisCounts,
      page: paths.partner(plan, code),
    })),
  }))
}

export async function answerTimescales(slug: string, url: URL): Promise<Answer<TimescaleListBody>> {
  const asked = await ask(slug, url, { inReports: true })
  const { plan, day } = asked
  const list = { all: viewTimescales(plan, day).rows, keyOf: codeOf, page: paths.timescales(plan) }
  return answerList(asked, 'timescales', list, ({ rows, ...part }) => ({
    ...part,
    timescales: rows.map(({ rollUp, ...row }) => ({ ...row, rollUp: writeCounts(rollUp) })),
  }))
}

export async function answerOutcomes(slug: string, url: URL): Promise<Answer<OutcomeListBody>> {
  const asked = await ask(slug, url, { inReports: true })
  const { plan } = asked
  const all = viewOutcomes(plan).flatMap(({ pillar, outcomes }) =>
    outcomes.map((outcome) => ({ ...outcome, pillar })),
  )
  const list = { all, keyOf: ({ id }: { id: string }) => id, page: paths.outcomes(plan) }
  return answerList(asked, 'outcomes', list, ({ rows, ...part }) => ({
    ...part,
    outcomes: rows.map(({ id, code, text, pillar, sections, rollUp, basisCounts }) => ({
      id,
      code,
      text,
      pillar,
      rollUp: writeCounts(rollUp),
      basisCounts,
      sections: sections.map((section) => ({ code: section.code, title: section.title })),
    })),
  }))
}

export async function answerMoves(slug: string, url: URL): Promise<Answer<DueDateMoveListBody>> {
  const asked = await ask(slug, url, { inReports: true })
  const { plan } = asked
  const list = { all: await readMoves(plan), keyOf: idOf, page: paths.actions(plan) }
  return answerList(asked, 'due-date-moves', list, ({ rows, ...part }) => ({ ...part, moves: [...rows] }))
}

export async function answerRatings(slug: string, url: URL): Promise<Answer<SectionRatingListBody>> {
  const asked = await ask(slug, url, { inReports: false })
  const { plan } = asked
  const list = { all: await readRatings(plan), keyOf: idOf, page: paths.ratings(plan) }
  return answerList(asked, 'section-ratings', list, ({ rows, ...part }) => ({
    ...part,
    ratings: rows.map(writeRating),
  }))
}

function writeRating(rating: PublicRating): SectionRatingListBody['ratings'][number] {
  const {
    id,
    section,
    overallRag,
    reason,
    effective,
    recordedAt,
    basis,
    attributedTo,
    source,
    suggested,
    rule,
  } = rating
  return {
    id,
    section,
    ...nameRag(overallRag),
    reason,
    effective,
    recordedAt,
    basis,
    attributedTo,
    suggested,
    source: source && writeSource(source),
    threshold: rule && thresholdInWords(rule),
  }
}

export async function answerHistory(slug: string, url: URL): Promise<Answer<HistoryBody>> {
  const asked = await ask(slug, url, { inReports: true })
  const { plan } = asked
  const { limit, cursor } = readPart(url.searchParams)
  const mark = markOf('history', asked)
  const part = await readHistoryPart(plan, cursor === null ? null : readCursor(cursor, mark), limit)
  if (!part) throw new ListChangedError()
  const next = addressAfter(mark, part.after, limit, (query) => apiPaths.list(plan, 'history', query))
  return {
    body: {
      total: part.total,
      updates: part.rows.map((row) => writeHistoryRow(plan, row)),
      next,
      links: { self: apiPaths.list(plan, 'history'), page: paths.files(plan) },
    },
    etag: makeEtag(nameState(plan)),
    next,
  }
}

function writeHistoryRow(plan: PlanState, update: UpdateRecord): HistoryBody['updates'][number] {
  const { action, section } = update
  const { id, ref, title } = action
  return {
    ...writeUpdate(plan, { ...update, sources: nameSources(plan, update.sourceIds) }),
    action: { id, ref, title },
    section,
  }
}

/** Whatever is published is put at the head of the log: a walk through it goes on from where it was. */
export async function answerChanges(slug: string, url: URL): Promise<Answer<ChangeLogBody>> {
  const plan = await readPlan(slug)
  if (!plan) throw nothingAt({ slug })
  const { limit, cursor } = readPart(url.searchParams)
  const mark = { question: JSON.stringify(['changes', plan.id]), state: '' }
  const found = await readChanges(plan, cursor === null ? null : toPlace(readCursor(cursor, mark)), limit)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const after = last && found.length > limit ? `${last.at} ${last.id}` : null
  const next = addressAfter(mark, after, limit, (query) => apiPaths.list(slug, 'changes', query))
  return {
    body: {
      changes: rows.map(writeChange),
      next,
      links: { self: apiPaths.list(slug, 'changes'), page: paths.plan(slug) },
    },
    etag: makeEtag(nameState(plan)),
    next,
  }
}

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36})$/

function toPlace(after: string) {
  const [, at, id] = PLACE.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw new BadParameterError(
      'cursor',
      'The cursor is not valid for this list. Start again without a cursor.',
    )
  return { at, id }
}

function writeChange({ id, at, kind, about, effectiveOn }: PublicChange): ChangeLogBody['changes'][number] {
  return { id, at, kind, label: CHANGE_LABELS[kind], about: { ...about }, effective: effectiveOn }
}

const CHANGE_LABELS: Readonly<Record<PublicChangeKind, string>> = {
  update: 'Progress update',
  rating: 'Section rated',
  dueDate: 'Due date changed',
  lifecycle: 'Withdrawn, merged, superseded or reinstated',
  counted: 'Counted, or no longer counted',
  structure: 'Structure or wording changed',
  report: 'Report issued',
  printedReport: 'Figures of a printed report entered',
}

const codeOf = ({ code }: { readonly code: string }) => code
const idOf = ({ id }: { readonly id: string }) => id
