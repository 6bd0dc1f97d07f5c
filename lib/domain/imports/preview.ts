/** What an import would do to a plan: what is added, changed and missing, field by field. Pure: nothing is written by it. */

import { type DatedTo, type IsoDate, writePartialDate } from '@/lib/domain/dates'
import { isVersioned, type VersionedFields, wasSo } from './edit-version'
import { type Action, currentBucket, type PlanState } from '@/lib/domain/plan/plan'
import { isSameValue, type OwnChanges, type OwnField, type OwnValue, ownValue } from '@/lib/domain/own-fields'
import { LONGEST_NUMBER, RECORD_NUMBER } from '@/lib/domain/reference'
import { type RollUp, rollUp } from '@/lib/domain/status/roll-up'
import { isStatus, type StatusCode } from '@/lib/domain/status/status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'
import { foldName, foldNumber } from '@/lib/domain/text'
import {
  HIDDEN_CODE,
  leaveOutLevels,
  type LeftOut,
  type LevelChange,
  type Levels,
  type NewOutcome,
  type NewPartner,
  type NewPillar,
  type NewSection,
  type NewTimescale,
  type PartnerPart,
  placeLevels,
  placePartners,
  placeSheets,
  withHiddenLevels,
} from './place-levels'
import { type FileBasis, type ImportAnswers, type PlanRow, type ReadRows, toDatedTo } from './rows'
import type { ColumnUse } from './table'

/** What an import needs to know of a plan that is there. */
export type ImportTarget = Pick<
  PlanState,
  | 'levels'
  | 'statuses'
  | 'fields'
  | 'pillars'
  | 'sections'
  | 'actions'
  | 'partners'
  | 'timescales'
  | 'outcomes'
> & {
  readonly words: Pick<PlanState['words'], 'roles'>
  /** Ids of withdrawn actions that came with an import that was undone: a later one may bring them back. */
  readonly undone?: ReadonlySet<string>
  /** What was said of days that the file names, as saidKey has it. */
  readonly said?: ReadonlySet<string>
}

export const EMPTY_TARGET: ImportTarget = {
  ...PUBLISHED_SIX,
  levels: 'pillars',
  words: {},
  fields: [],
  pillars: [],
  sections: [],
  actions: [],
  partners: [],
  timescales: [],
  outcomes: [],
}

/** What an action is to be; left out is what the file has no column for. */
export interface ActionData {
  readonly ref: string
  readonly title: string
  /** By their codes. */
  readonly section: string
  readonly parent: string | null
  readonly partners?: readonly PartnerPart[]
  readonly due?: DatedTo | null
  /** The promised timescale: one of the plan's by its code, or in the file's words. */
  readonly timescale?: string | null
  readonly dueNote?: string | null
  readonly note?: string | null
  /** Of fields of the plan's own, by their codes; null where the cell is empty. */
  readonly own?: OwnChanges
}

interface AddedAction extends ActionData {
  readonly row: number
  readonly counted: boolean
}

export type ChangedField =
  | 'lifecycle'
  | 'ref'
  | 'title'
  | 'section'
  | 'parent'
  | 'partners'
  | 'due'
  | 'timescale'
  | 'dueNote'
  | 'note'
  | 'own'

interface FieldChange {
  readonly field: ChangedField
  /** What a field of the plan's own is called. */
  readonly label?: string
  /** As a person reads them; null where there was or is nothing. */
  readonly before: string | null
  readonly after: string | null
}

export interface ChangedAction {
  readonly id: string
  readonly row: number
  /** What it is called before. */
  readonly ref: string
  readonly data: ActionData
  readonly changes: readonly FieldChange[]
}

/** What is said of an action. */
interface NewUpdate {
  /** What the action is called afterwards. */
  readonly ref: string
  readonly row: number
  /** Since when it is so; null: since the day of the whole file. */
  readonly on: DatedTo | null
  readonly status: StatusCode
  readonly narrative: string | null
  /** Null: it was reported. */
  readonly basis: FileBasis | null
  readonly basisNote: string | null
}

/** A field that others changed since Cairn made the file, and that was changed in the file as well. */
interface Clash {
  /** Names it among the answers. */
  readonly key: string
  readonly ref: string
  readonly row: number
  readonly field: ChangedField | 'update'
  /** As a person reads them; null for nothing. */
  readonly now: string | null
  readonly inFile: string | null
}

export interface ImportPreview {
  readonly pillars: readonly NewPillar[]
  readonly sections: readonly NewSection[]
  readonly partners: readonly NewPartner[]
  readonly timescales: readonly NewTimescale[]
  readonly outcomes: readonly NewOutcome[]
  /** What the file says of these is left out: the plan does not have them. */
  readonly leftOut: readonly LeftOut[]
  /** What the file's own sheets of these call otherwise than the plan does. */
  readonly renamed: readonly LevelChange[]
  readonly added: readonly AddedAction[]
  readonly changed: readonly ChangedAction[]
  /** Actions of which the file says what the plan says. */
  readonly unchanged: number
  /** Actions of the plan that are not in the file: they are left alone, or withdrawn where a person says so. */
  readonly missing: readonly { readonly ref: string; readonly title: string }[]
  /** Of these, by their ids, what is withdrawn. */
  readonly withdrawn: readonly { readonly id: string; readonly ref: string; readonly title: string }[]
  /** Missing actions that may be in the file under another reference. */
  readonly maybeRenumbered: readonly { readonly from: string; readonly to: string; readonly title: string }[]
  readonly updates: readonly NewUpdate[]
  /** What others changed since Cairn made the file. The plan stands, unless the answers say otherwise. */
  readonly clashes: readonly Clash[]
  /** References that cannot stand in an address, or mean another action: one that has left the plan, or that had it before. With their rows. */
  readonly badReferences: readonly { readonly row: number; readonly ref: string }[]
  readonly before: RollUp
  readonly after: RollUp
}

/** Takes a plan (EMPTY_TARGET for a new one), the rows of a file and the answers; returns what importing them would do. */
export function previewImport(target: ImportTarget, file: ReadRows, answers: ImportAnswers): ImportPreview {
  const has = (...uses: readonly ColumnUse[]) =>
    Object.values(answers.columns).some(({ use }) => uses.includes(use))
  const { rows, levels: fileLevels, leftOut } = leaveOutLevels(target, file)
  const all = withHiddenLevels(target)
  const active = target.actions.filter(({ lifecycle }) => lifecycle === 'active')
  const undone = target.actions.filter(
    ({ id, lifecycle }) => lifecycle !== 'active' && target.undone?.has(id),
  )
  const match = matchActions([...active, ...undone], rows, answers)
  const isMatched = new Set([...match.values()].map(({ id }) => id))
  const refs = giveReferences(target.actions, rows, match, answers)
  const beside = placeSheets(all, fileLevels)
  const levels = placeLevels(beside.levels, rows, (row) => sectionOf(target, match.get(row.ref)))
  const partners = placePartners({ ...beside.levels, words: target.words }, rows)
  const wholes = new Set(rows.map(({ parentRef }) => parentRef))
  // What has been counted so far stays so: its new parts are not.
  const countedRefs = new Set(
    [...active, ...undone.filter(({ id }) => isMatched.has(id))]
      .filter(({ counted }) => counted)
      .map(({ ref }) => foldNumber(ref)),
  )

  const namesOf = namesIn(target)
  const mine = answers.mine ?? []
  const timescaleOf = (old: Action | undefined) => namesOf.timescale.get(old?.timescaleId ?? '') ?? null
  const mapped = new Set(
    Object.values(answers.columns).flatMap(({ use, field }) => (use === 'ownField' && field ? [field] : [])),
  )
  const own = target.fields.filter(({ code }) => mapped.has(code))
  const roleNow = (old: Action | undefined) => (code: string) =>
    old?.partners.find(({ partnerId }) => namesOf.partner.get(partnerId) === code)?.role
  const dataOf = (row: PlanRow, old: Action | undefined): ActionData => ({
    ref: refs.get(row.ref) ?? row.ref,
    title: row.title,
    section: levels.sectionOf(row),
    parent: row.parentRef === null ? null : (refs.get(row.parentRef) ?? row.parentRef),
    ...(has('lead', 'partners') && { partners: partners.partsOf(row, roleNow(old)) }),
    ...(has('due', 'timescale') && { due: row.due && toDatedTo(row.due) }),
    // Words in the place of a date say the timescale as well.
    ...((has('timescale') || row.timescale !== null) &&
      placeTimescale(beside.levels, row.timescale, timescaleOf(old))),
    ...(has('description') && { note: row.description }),
    ...(own.length > 0 && {
      own: Object.fromEntries(
        own.map(({ code }) => [code, row.fields.find(({ field }) => field === code)?.value ?? null]),
      ),
    }),
  })

  // The number of an action that has left the plan goes on meaning that one, and so do those that an action had before.
  const meant = new Map(
    target.actions.flatMap(({ id, lifecycle, ref, formerRefs = [] }) =>
      [...formerRefs, ...(lifecycle === 'active' || isMatched.has(id) ? [] : [ref])].map(
        (one) => [foldNumber(one), id] as const,
      ),
    ),
  )
  const meansAnother = (ref: string, own: string | null) => (meant.get(foldNumber(ref)) ?? own) !== own
  const added: AddedAction[] = []
  const changed: ChangedAction[] = []
  const updates: NewUpdate[] = []
  const clashes: Clash[] = []
  for (const row of rows) {
    const old = match.get(row.ref)
    const data = dataOf(row, old)
    if (old) {
      const found = settleChanges(row, old, findChanges(namesOf, old, data), mine)
      clashes.push(...found.clashes)
      const ofOwn = settleOwn(row, old, own, data, mine)
      if (ofOwn.clash) clashes.push(ofOwn.clash)
      const changes = [...found.changes, ...ofOwn.changes]
      const { own: _, ...rest } = data
      const settled = { ...(ofOwn.changes.length > 0 ? data : rest), ...found.asNow }
      if (changes.length > 0) changed.push({ id: old.id, row: row.row, ref: old.ref, data: settled, changes })
    } else {
      const isLeaf = !wholes.has(row.ref) && !countedRefs.has(foldNumber(data.parent ?? ''))
      const counted = answers.counted === 'wholes' ? row.parentRef === null : isLeaf
      added.push({ ...data, row: row.row, counted })
    }
    for (const update of findUpdates(target, row, data.ref, old, answers)) {
      const clash = old && update.on === null ? clashOfUpdate(row, old, update) : null
      if (clash && clash !== 'untouched') clashes.push(clash)
      const isLeft = clash === 'untouched' || (clash && !mine.includes(clash.key))
      if (!isLeft) updates.push(update)
    }
  }
  const left = active.filter(({ id }) => !isMatched.has(id))
  const missing = left.map(({ ref, title }) => ({ ref, title }))
  const withdrawn =
    answers.missing === 'withdraw' ? left.map(({ id, ref, title }) => ({ id, ref, title })) : []
  const newTitles = new Map(added.map(({ ref, title }) => [foldName(title), ref]))
  return {
    pillars: [...beside.pillars, ...levels.newPillars],
    sections: [...beside.sections, ...levels.newSections],
    partners: [...beside.partners, ...partners.newPartners],
    timescales: beside.timescales,
    outcomes: beside.outcomes,
    leftOut,
    renamed: beside.renamed,
    added,
    changed,
    unchanged: match.size - changed.length,
    missing,
    withdrawn,
    maybeRenumbered: missing.flatMap(({ ref, title }) => {
      const to = newTitles.get(foldName(title))
      return to === undefined ? [] : [{ from: ref, to, title }]
    }),
    updates,
    clashes,
    badReferences: [
      ...added.map(({ row, ref }) => ({ row, ref, id: null })),
      ...changed
        .filter(({ ref, data }) => foldNumber(ref) !== foldNumber(data.ref))
        .map(({ id, row, data }) => ({ row, ref: data.ref, id })),
    ]
      .filter(
        ({ id, ref }) => !RECORD_NUMBER.test(ref) || ref.length > LONGEST_NUMBER || meansAnother(ref, id),
      )
      .map(({ row, ref }) => ({ row, ref })),
    ...rollUps(target, isMatched, added, withdrawn, updates, answers.on),
  }
}

const sectionOf = ({ sections }: ImportTarget, action: Action | undefined): string | null =>
  sections.find(({ id }) => id === action?.sectionId)?.code ?? null

/** By the file's reference, or by the one that a person says it had; where the file has none, by the title. Each action once. */
function matchActions(
  active: readonly Action[],
  rows: readonly PlanRow[],
  answers: ImportAnswers,
): Map<string, Action> {
  const isByTitle = answers.references === 'position'
  const known = new Map<string, Action[]>()
  for (const action of active) {
    const key = isByTitle ? foldName(action.title) : foldNumber(action.ref)
    known.set(key, [...(known.get(key) ?? []), action])
  }
  const match = new Map<string, Action>()
  for (const { ref, title } of rows) {
    const old = known.get(isByTitle ? foldName(title) : foldNumber(answers.renumbered[ref] ?? ref))?.shift()
    if (old) match.set(ref, old)
  }
  return match
}

/** The reference that each of the file's gets: its own, or, where they come from the position, one that is or stays free. */
function giveReferences(
  all: readonly Action[],
  rows: readonly PlanRow[],
  match: ReadonlyMap<string, Action>,
  { references }: ImportAnswers,
): Map<string, string> {
  if (references !== 'position') return new Map(rows.map(({ ref }) => [ref, ref]))
  const given = new Map<string, string>()
  const taken = new Set(all.map(({ ref }) => foldNumber(ref)))
  const free = (wanted: string, next: (count: number) => string) => {
    let ref = wanted
    for (let count = 1; taken.has(foldNumber(ref)); count += 1) ref = next(count)
    taken.add(foldNumber(ref))
    return ref
  }
  for (const { ref, parentRef } of rows) {
    const old = match.get(ref)
    const whole = parentRef === null ? null : (given.get(parentRef) ?? parentRef)
    const wanted = whole === null ? ref : `${whole}${ref.slice((parentRef ?? '').length)}`
    given.set(
      ref,
      old ? old.ref : free(wanted, (count) => (whole === null ? `${count}` : `${whole}.${count}`)),
    )
  }
  return given
}

function placeTimescale(
  { timescales }: Levels,
  words: string | null,
  before: string | null,
): Pick<ActionData, 'timescale' | 'dueNote'> {
  const known =
    words === null ? undefined : timescales.find(({ label }) => foldName(label) === foldName(words))
  // Beside the same timescale the words that the plan has of it stay.
  if (known) return known.code === before ? { timescale: before } : { timescale: known.code, dueNote: null }
  return { timescale: null, dueNote: words }
}

type Names = Readonly<Record<'section' | 'action' | 'timescale' | 'partner', ReadonlyMap<string, string>>>

/** Takes a plan; returns the codes and references of its records by their ids. */
export function namesIn({
  sections,
  actions,
  timescales,
  partners,
}: Pick<ImportTarget, 'sections' | 'actions' | 'timescales' | 'partners'>): Names {
  return {
    section: new Map(sections.map(({ id, code }) => [id, code])),
    action: new Map(actions.map(({ id, ref }) => [id, ref])),
    timescale: new Map(timescales.map(({ id, code }) => [id, code])),
    partner: new Map(partners.map(({ id, code }) => [id, code])),
  }
}

const dateText = (date: DatedTo | null) => date && writePartialDate(date)

/** Takes what a plan's records are called, an action and the plan's own fields; returns what its row in a file says. */
export function fieldsOf(namesOf: Names, action: Action, fields: readonly OwnField[]): VersionedFields {
  return {
    title: action.title,
    section: namesOf.section.get(action.sectionId) ?? HIDDEN_CODE,
    parent: namesOf.action.get(action.parentId ?? '') ?? null,
    partners: writeParts(
      action.partners.map(({ partnerId, role }) => ({
        partner: namesOf.partner.get(partnerId) ?? '',
        role,
      })),
    ),
    due: dateText(action.due),
    timescale: namesOf.timescale.get(action.timescaleId ?? '') ?? null,
    dueNote: action.dueNote,
    note: action.note,
    status: action.current?.status ?? null,
    update: action.current?.narrative ?? null,
    own: ownText(fields, (field) => ownValue(action, field)),
  }
}

/** What of a row's changes is made: where someone else changed the field since the file was made, theirs stands, unless it was changed here too and the file is to stand. */
function settleChanges(
  { row, version }: PlanRow,
  { ref }: Action,
  found: readonly FieldChange[],
  mine: readonly string[],
): { readonly changes: readonly FieldChange[]; readonly clashes: readonly Clash[]; readonly asNow: object } {
  if (version === undefined) return { changes: found, clashes: [], asNow: {} }
  const others = found.filter(
    ({ field, before }) => isVersioned(field) && wasSo(version, field, before) === false,
  )
  const clashes = others
    .filter(({ field, after }) => isVersioned(field) && !wasSo(version, field, after))
    .map(({ field, before, after }) => ({
      key: clashKey(ref, field),
      ref,
      row,
      field,
      now: before,
      inFile: after,
    }))
  const left = others.filter(
    ({ field }) => !mine.includes(clashKey(ref, field)) || !clashes.some((one) => one.field === field),
  )
  return {
    changes: found.filter((change) => !left.includes(change)),
    clashes,
    // These are written whole, whatever changed of them.
    asNow: Object.fromEntries(
      left
        .filter(({ field }) => field === 'title' || field === 'section' || field === 'parent')
        .map(({ field, before }) => [field, before]),
    ),
  }
}

const clashKey = (ref: string, field: Clash['field']) => `${ref} ${field}`

/** The same of the fields of the plan's own, all together. */
function settleOwn(
  { row, version }: PlanRow,
  old: Action,
  fields: readonly OwnField[],
  data: ActionData,
  mine: readonly string[],
): { readonly changes: readonly FieldChange[]; readonly clash: Clash | null } {
  const changes = findOwnChanges(fields, old, data)
  if (version === undefined || changes.length === 0) return { changes, clash: null }
  const now = ownText(fields, (field) => ownValue(old, field))
  const inFile = ownText(fields, ({ code }) => data.own?.[code] ?? null)
  if (wasSo(version, 'own', now) !== false) return { changes, clash: null }
  if (wasSo(version, 'own', inFile)) return { changes: [], clash: null }
  const key = clashKey(old.ref, 'own')
  return {
    changes: mine.includes(key) ? changes : [],
    clash: { key, ref: old.ref, row, field: 'own', now, inFile },
  }
}

const ownText = (fields: readonly OwnField[], valueOf: (field: OwnField) => OwnValue | null): string | null =>
  fields.map((field) => asText(valueOf(field)) ?? '').join(' | ') || null

/** The same of what a row says of the status; "untouched" where the file says only what was so when it was made. */
function clashOfUpdate(
  { row, version }: PlanRow,
  { ref, current }: Action,
  { status, narrative }: NewUpdate,
): Clash | 'untouched' | null {
  if (version === undefined) return null
  const said = (of: string | null, text: string | null) => {
    const [isStatus, isText] = [wasSo(version, 'status', of), wasSo(version, 'update', text)]
    return isStatus === null || isText === null ? null : isStatus && isText
  }
  if (said(current?.status ?? null, current?.narrative ?? null) !== false) return null
  if (said(status, narrative)) return 'untouched'
  const inFile = narrative ?? status
  return { key: clashKey(ref, 'update'), ref, row, field: 'update', now: current?.narrative ?? null, inFile }
}

/** Fields that the file has no column for are as they were. */
function findChanges(namesOf: Names, old: Action, data: ActionData): FieldChange[] {
  const { section, parent, partners, due, timescale } = fieldsOf(namesOf, old, [])
  const sides: readonly (readonly [ChangedField, string | null, string | null | undefined])[] = [
    ['lifecycle', old.lifecycle, 'active'],
    ['ref', old.ref, foldNumber(old.ref) === foldNumber(data.ref) ? old.ref : data.ref],
    ['title', old.title, data.title],
    ['section', section, data.section],
    ['parent', parent, data.parent],
    ['partners', partners, data.partners && writeParts(data.partners)],
    // A date that was promised is not taken back by a cell with nothing in it.
    ['due', due, data.due ? dateText(data.due) : undefined],
    ['timescale', timescale, data.timescale],
    ['dueNote', old.dueNote, data.dueNote],
    ['note', old.note, data.note],
  ]
  return sides.flatMap(([field, before, after]) =>
    after === undefined || before === after ? [] : [{ field, before, after }],
  )
}

function findOwnChanges(fields: readonly OwnField[], old: Action, data: ActionData): FieldChange[] {
  return fields.flatMap((field) => {
    const [before, after] = [ownValue(old, field), data.own?.[field.code] ?? null]
    if (isSameValue(before, after)) return []
    return [{ field: 'own', label: field.label, before: asText(before), after: asText(after) }]
  })
}

/** As a spreadsheet has it. */
function asText(value: OwnValue | null): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? value.join('; ') : String(value)
}

/** In any order, the same parts are the same. */
const writeParts = (parts: readonly PartnerPart[]): string | null =>
  parts
    .map(({ partner, role }) => `${partner} (${role})`)
    .sort()
    .join(', ') || null

/** Takes an action's id, and what is said of it on a day; returns that as a key. */
export const saidKey = (id: string, day: IsoDate, status: string, narrative: string | null): string =>
  JSON.stringify([id, day, status, narrative])

/** Updates where the file says something that is not on record: of its day, or, without one, as the newest. */
function findUpdates(
  target: ImportTarget,
  row: PlanRow,
  ref: string,
  old: Action | undefined,
  { statuses }: ImportAnswers,
): NewUpdate[] {
  const found: NewUpdate[] = []
  for (const { on, text, basis, basisNote, ...one } of row.updates) {
    const newest = newestOf(old, found)
    const status = one.status === null ? null : (statuses[one.status] ?? null)
    // Words without a status are of the status that holds.
    const meant = status ?? (text === null ? null : (newest?.status ?? null))
    if (meant === null || !isStatus(target, meant)) continue
    const isSaid = on
      ? old !== undefined && target.said?.has(saidKey(old.id, on.date, meant, text))
      : newest?.status === meant && (text === null || text === newest.narrative)
    if (!isSaid) found.push({ ref, row: row.row, on, status: meant, narrative: text, basis, basisNote })
  }
  return found
}

/** What holds of an action, with what the file has said of it so far. */
function newestOf(old: Action | undefined, found: readonly NewUpdate[]) {
  const current = old?.current ?? null
  const last = found.at(-1)
  return last && isNewest(old, last) ? last : current
}

const isNewest = (old: Action | undefined, { on }: Pick<NewUpdate, 'on'>): boolean =>
  on === null || !old?.current || on.date >= old.current.effective.date

function rollUps(
  target: ImportTarget,
  isMatched: ReadonlySet<string>,
  added: readonly AddedAction[],
  withdrawn: ImportPreview['withdrawn'],
  updates: readonly NewUpdate[],
  day: ImportAnswers['on'],
): Pick<ImportPreview, 'before' | 'after'> {
  const byRef = new Map(target.actions.map((action) => [action.ref, action]))
  const said = new Map(
    updates
      .filter((update) => isNewest(byRef.get(update.ref), { on: update.on ?? day }))
      .map(({ ref, status }) => [ref, status]),
  )
  const standing = (actions: readonly Action[]) =>
    actions.flatMap((action) => {
      const bucket = currentBucket(action)
      return bucket === null ? [] : [{ ref: action.ref, status: action.current?.status ?? null }]
    })
  const isLeaving = new Set(withdrawn.map(({ id }) => id))
  const afterwards = target.actions.map((action) =>
    isMatched.has(action.id)
      ? { ...action, lifecycle: 'active' as const }
      : isLeaving.has(action.id)
        ? { ...action, lifecycle: 'withdrawn' as const }
        : action,
  )
  const counted = [
    ...standing(afterwards),
    ...added.filter((one) => one.counted).map(({ ref }) => ({ ref, status: null })),
  ]
  return {
    before: rollUp(target, standing(target.actions)),
    after: rollUp(
      target,
      counted.map(({ ref, status }) => ({ status: said.get(ref) ?? status })),
    ),
  }
}
