/** Where the records of a file belong in a plan: which of its pillars, sections, partners, timescales and outcomes are there, and which are new. */

import { firstOfMeaning, type HasRoles, meaningOf } from '@/lib/domain/plan/roles'
import type { IsoDate } from '@/lib/domain/dates'
import { type HasLevels, hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { codeOf } from '@/lib/domain/reference'
import { foldName, foldNumber } from '@/lib/domain/text'
import type { FileLevels, LevelSheet } from './levels'
import type { PlanRow, ReadRows } from './rows'

export interface NewPillar {
  readonly code: string
  readonly name: string
  readonly aim: string
}

export interface NewSection {
  readonly code: string
  readonly title: string
  /** The code of its pillar. */
  readonly pillar: string
  readonly note: string | null
}

export interface NewPartner {
  readonly code: string
  readonly name: string
  readonly abbreviation: string
}

export interface NewTimescale {
  readonly code: string
  readonly label: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate | null
}

export interface NewOutcome {
  readonly code: string
  readonly text: string
  /** The code of its pillar. */
  readonly pillar: string
}

/** A record that the plan has, and a field of it that the file says differently. */
export const LEVEL_FIELDS = ['name', 'aim', 'title', 'note', 'abbreviation', 'label', 'text'] as const
type LevelField = (typeof LEVEL_FIELDS)[number]

export interface LevelChange {
  readonly level: LevelSheet
  readonly id: string
  readonly code: string
  readonly field: LevelField
  readonly before: string | null
  readonly after: string | null
}

/** A partner by its code, and the part it plays. */
export interface PartnerPart {
  readonly partner: string
  readonly role: string
}

/** What a plan has of these, with what a file's own sheets add to it. */
export interface Levels {
  readonly pillars: readonly NewPillar[]
  readonly sections: readonly Pick<NewSection, 'code' | 'title'>[]
  readonly partners: readonly NewPartner[]
  readonly timescales: readonly Pick<NewTimescale, 'code' | 'label'>[]
}

type Target = HasRoles &
  Pick<PlanState, 'levels' | 'pillars' | 'sections' | 'partners' | 'timescales' | 'outcomes'>

const LONGEST_CODE = 60

/** A plan has pillars with sections: where the file has none, one of each is made, and called what a person can rename. */
const ONLY_LEVEL = 'Actions'

/** Of the one row of a level that the plan does not have. */
export const HIDDEN_CODE = ''

/** A level of a file whose plan does not have it, with the outcomes that go with sections. */
export type LeftOut = 'pillars' | 'sections' | 'outcomes'

/** Takes a plan and what a file says; returns of it what the plan has levels for, and which others the file names. */
export function leaveOutLevels(
  plan: HasLevels,
  { rows, levels }: Pick<ReadRows, 'rows' | 'levels'>,
): Pick<ReadRows, 'rows' | 'levels'> & { readonly leftOut: readonly LeftOut[] } {
  if (hasPillars(plan)) return { rows, levels, leftOut: [] }
  const isList = !hasSections(plan)
  const without = <T extends { readonly pillar: string | null }>(some: readonly T[]): T[] =>
    isList ? [] : some.map((one) => ({ ...one, pillar: null }))
  const named: Readonly<Record<LeftOut, boolean>> = {
    pillars: levels.pillars.length > 0 || rows.some(({ pillar }) => pillar !== null),
    sections: isList && (levels.sections.length > 0 || rows.some(({ section }) => section !== null)),
    outcomes: isList && levels.outcomes.length > 0,
  }
  return {
    rows: rows.map((row) => ({ ...row, pillar: null, section: isList ? null : (row.section ?? row.pillar) })),
    levels: {
      ...levels,
      pillars: [],
      sections: without(levels.sections),
      outcomes: without(levels.outcomes),
    },
    leftOut: (Object.keys(named) as LeftOut[]).filter((level) => named[level]),
  }
}

/** Takes a plan; returns it with a row for each level that it does not have, for all that stands in none. */
export function withHiddenLevels<P extends Target>(plan: P): P {
  const row = { id: HIDDEN_CODE, code: HIDDEN_CODE }
  return {
    ...plan,
    ...(!hasPillars(plan) && { pillars: [{ ...row, name: ONLY_LEVEL, aim: '' }] }),
    ...(!hasSections(plan) && {
      sections: [
        {
          ...row,
          pillarId: HIDDEN_CODE,
          title: ONLY_LEVEL,
          note: null,
          partners: [],
          outcomeIds: [],
          assessment: null,
        },
      ],
    }),
  }
}

/**
 * Takes a plan and what a file's sheets say of its levels; returns what is new, what is called otherwise, and all that the rows of the
 * actions can then name. A record is the one that has its code, or, where the file has none, its name.
 */
export function placeSheets(target: Target, file: FileLevels) {
  const renamed: LevelChange[] = []
  const place = <L extends LevelSheet>(
    level: L,
    known: readonly { readonly id: string; readonly code: string }[],
    nameOf: (record: object) => string,
    fields: readonly LevelChange['field'][],
    make: (name: string, at: number) => string,
  ): (FileLevels[L][number] & { readonly code: string })[] => {
    const byCode = new Map(known.map((record) => [foldNumber(record.code), record]))
    const byName = new Map(known.map((record) => [foldName(nameOf(record)), record]))
    const fresh: FileLevels[L][number][] = []
    for (const record of file[level] as readonly FileLevels[L][number][]) {
      const old =
        record.code === null ? byName.get(foldName(nameOf(record))) : byCode.get(foldNumber(record.code))
      if (!old) fresh.push(record)
      else
        for (const field of fields) {
          const before = textOf(old, field)
          const after = textOf(record, field)
          // A column that the file does not have, or a cell with nothing in it, takes nothing back.
          if (after !== null && after !== before)
            renamed.push({ level, id: old.id, code: old.code, field, before, after })
        }
    }
    const made = giveCodes(
      fresh.filter(({ code }) => code === null).map(nameOf),
      [...known.map(({ code }) => code), ...fresh.flatMap(({ code }) => code ?? [])],
      make,
    )
    return fresh.map((record) => ({ ...record, code: record.code ?? made.shift()?.code ?? '' }))
  }
  const text = (field: string) => (record: object) => textOf(record, field) ?? ''
  const pillars = place('pillars', target.pillars, text('name'), ['name', 'aim'], asSlug).map<NewPillar>(
    // It stands in addresses.
    (pillar) => ({ ...pillar, code: asSlug(pillar.code) || pillar.code }),
  )
  const allPillars = [...target.pillars, ...pillars]
  const named = [...file.sections, ...file.outcomes].flatMap(({ pillar }) => pillar ?? [])
  const others = placePillars({ pillars: allPillars }, named)
  const pillarOf = (name: string | null) => others.codeOf(name ?? allPillars[0]?.name ?? '')
  const next = (first: number) => (_: string, at: number) => `${first + at + 1}`
  const sections = place(
    'sections',
    target.sections,
    text('title'),
    ['title', 'note'],
    next(target.sections.length),
  ).map<NewSection>((section) => ({ ...section, pillar: pillarOf(section.pillar) }))
  const partners = place(
    'partners',
    target.partners,
    text('name'),
    ['name', 'abbreviation'],
    asSlug,
  ).map<NewPartner>((partner) => ({ ...partner, abbreviation: partner.abbreviation ?? partner.name }))
  const timescales = place('timescales', target.timescales, text('label'), ['label'], asSlug)
  const outcomes = place(
    'outcomes',
    target.outcomes,
    text('text'),
    ['text'],
    next(target.outcomes.length),
  ).map<NewOutcome>((outcome) => ({ ...outcome, pillar: pillarOf(outcome.pillar) }))
  return {
    pillars: [...pillars, ...others.newPillars],
    sections,
    partners,
    timescales,
    outcomes,
    renamed,
    levels: {
      pillars: [...allPillars, ...others.newPillars],
      sections: [...target.sections, ...sections],
      partners: [...target.partners, ...partners],
      timescales: [...target.timescales, ...timescales],
    } satisfies Levels,
  }
}

function textOf(record: object, field: string): string | null {
  const value = (record as Readonly<Record<string, unknown>>)[field]
  return typeof value === 'string' && value !== '' ? value : null
}

const NUMBERED = /^(\d+(?:\.\d+)*[a-z]?)[.:)]?\s+(\S.*)$/i

/** A code for each of some names: the number that each begins with, where all do; else made by `make`, and none twice. */
function giveCodes(
  names: readonly string[],
  taken: readonly string[],
  make: (name: string, at: number) => string,
): { readonly code: string; readonly name: string }[] {
  const used = new Set(taken.map(foldNumber))
  const areNumbered = names.every((name) => NUMBERED.test(name))
  return names.map((text, at) => {
    const [, number = '', rest = text] = areNumbered ? (NUMBERED.exec(text) ?? []) : []
    const wanted = number || make(text, at) || `${at + 1}`
    let code = wanted
    for (let count = 2; used.has(foldNumber(code)); count += 1) code = `${wanted}-${count}`
    used.add(foldNumber(code))
    return { code, name: rest }
  })
}

const asSlug = (name: string) => codeOf(name).slice(0, LONGEST_CODE).replace(/-$/, '')
/** A level's text with and without its number is the same. */
const levelKeys = (text: string) => [foldName(text), foldName(NUMBERED.exec(text)?.[2] ?? text)]

/**
 * Takes what a plan has, the rows of a file, and the section that a row's action is in already; returns the pillars and sections that the
 * rows name and the plan has not, and the code of each row's section.
 */
export function placeLevels(
  target: Pick<Levels, 'pillars' | 'sections'>,
  rows: readonly PlanRow[],
  sectionBefore: (row: PlanRow) => string | null,
) {
  const sectionText = (row: PlanRow) => row.section ?? row.pillar ?? ONLY_LEVEL
  const pillarText = (row: PlanRow) => (row.section === null ? ONLY_LEVEL : (row.pillar ?? ONLY_LEVEL))
  const stays = (row: PlanRow) => (row.section === null && row.pillar === null ? sectionBefore(row) : null)

  const knownSections = new Map(
    target.sections.flatMap((section) =>
      levelKeys(`${section.title}`).map((key) => [key, section.code] as const),
    ),
  )
  const codes = new Set(target.sections.map(({ code }) => foldNumber(code)))
  const knownSection = (text: string) => {
    // By its code alone, by both, or by its title.
    const number = NUMBERED.exec(text)?.[1] ?? text
    if (number !== '' && codes.has(foldNumber(number)))
      return target.sections.find(({ code }) => foldNumber(code) === foldNumber(number))?.code
    return levelKeys(text)
      .map((key) => knownSections.get(key))
      .find((code) => code !== undefined)
  }
  const fresh = new Map<string, PlanRow>()
  for (const row of rows) {
    const text = sectionText(row)
    if (stays(row) === null && knownSection(text) === undefined && !fresh.has(foldName(text)))
      fresh.set(foldName(text), row)
  }
  const pillars = placePillars(target, [...fresh.values()].map(pillarText))
  const newRows = [...fresh.values()]
  const first = target.sections.length
  const coded = giveCodes(
    newRows.map(sectionText),
    target.sections.map(({ code }) => code),
    (_, at) => `${first + at + 1}`,
  )
  const newSections = coded.map<NewSection>(({ code, name }, at) => ({
    code,
    title: name,
    pillar: pillars.codeOf(pillarText(newRows[at] as PlanRow)),
    note: null,
  }))
  const newCodes = new Map([...fresh.keys()].map((key, at) => [key, newSections[at]?.code ?? '']))
  return {
    newPillars: pillars.newPillars,
    newSections,
    sectionOf: (row: PlanRow): string => {
      const old = stays(row)
      if (old !== null) return old
      const text = sectionText(row)
      return knownSection(text) ?? newCodes.get(foldName(text)) ?? ''
    },
  }
}

function placePillars(target: Pick<Levels, 'pillars'>, texts: readonly string[]) {
  const known = new Map(
    target.pillars.flatMap(({ code, name }) =>
      [...levelKeys(name), foldName(code)].map((key) => [key, code] as const),
    ),
  )
  const find = (text: string) =>
    levelKeys(text)
      .map((key) => known.get(key))
      .find((code) => code !== undefined)
  const fresh = [
    ...new Map(
      texts.filter((text) => find(text) === undefined).map((text) => [foldName(text), text]),
    ).values(),
  ]
  const newPillars = giveCodes(
    fresh,
    target.pillars.map(({ code }) => code),
    asSlug,
  )
  // The number of a pillar is its code, without points: it stands in addresses.
  const coded = newPillars.map<NewPillar>((pillar) => ({
    ...pillar,
    code: asSlug(pillar.code) || pillar.code,
    aim: '',
  }))
  const newCodes = new Map(fresh.map((text, at) => [foldName(text), coded[at]?.code ?? '']))
  return { newPillars: coded, codeOf: (text: string) => find(text) ?? newCodes.get(foldName(text)) ?? '' }
}

/** Takes what a plan has and the rows of a file; returns the partners that are new, and what part each row gives to whom. */
export function placePartners(target: Pick<Levels, 'partners'> & HasRoles, rows: readonly PlanRow[]) {
  const known = new Map(
    target.partners.flatMap(({ code, name, abbreviation }) =>
      [code, name, abbreviation].map((text) => [foldName(text), code] as const),
    ),
  )
  const fresh = new Map<string, string>()
  for (const name of rows.flatMap(({ lead, partners }) => [...lead, ...partners]))
    if (!known.has(foldName(name)) && !fresh.has(foldName(name))) fresh.set(foldName(name), name)
  const newPartners = giveCodes(
    [...fresh.values()],
    target.partners.map(({ code }) => code),
    asSlug,
  ).map<NewPartner>((partner) => ({ ...partner, abbreviation: partner.name }))
  const newCodes = new Map([...fresh.keys()].map((key, at) => [key, newPartners[at]?.code ?? '']))
  const codeFor = (name: string) => known.get(foldName(name)) ?? newCodes.get(foldName(name)) ?? ''
  return {
    newPartners,
    /** A lead first; one that leads is not named again. A role that fits the column stays what it is: a file has one column for all that do not lead. */
    partsOf: ({ lead, partners }: PlanRow, roleNow: (code: string) => string | undefined): PartnerPart[] => {
      const parts = new Map<string, PartnerPart>()
      const add = (name: string, leads: boolean) => {
        const partner = codeFor(name)
        if (parts.has(partner)) return
        const now = roleNow(partner)
        const fits = now !== undefined && (meaningOf(target, now) === 'lead') === leads
        parts.set(partner, { partner, role: fits ? now : firstOfMeaning(target, leads ? 'lead' : 'support') })
      }
      for (const name of lead) add(name, true)
      for (const name of partners) add(name, false)
      return [...parts.values()]
    },
  }
}
