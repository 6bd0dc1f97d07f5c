/** Where the links of one HTML file lead: into the file where it has what they are about, else to the site. */

import { selectActions } from '@/lib/domain/plan/action-list'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan, type PlanIndex } from '@/lib/domain/plan/plan-index'
import { type ActionRow, viewActionRow } from '@/lib/domain/plan/action-row'
import type { Block } from '@/lib/format/paper/paper'
import { describeFilter } from '@/lib/format/plan/filter-words'
import { paths } from '@/lib/paths'
import { parseActionQuery } from '@/lib/schemas/plan/action-filter'

export interface NumberRows {
  readonly id: string
  /** What they have in common: "Section: 1.1 Workforce Data". */
  readonly title: string
  readonly actions: readonly ActionRow[]
}

/** Takes an action's reference, a section's code; return the anchors at which they stand in the file. */
export const actionAnchor = (ref: string) => `action-${ref.replace(/\s+/g, '-')}`
export const sectionAnchor = (code: string) => `section-${code.replace(/\s+/g, '-')}`

/** Where the file says what a status can rest on. */
export const BASIS_ANCHOR = 'basis'

/** Finds where links lead, and remembers which rows that takes. */
export class PackLinks {
  private readonly lists = new Map<string, NumberRows>()
  private readonly ids: ReadonlySet<string>
  private readonly actions: string
  private readonly sections: string
  private readonly pillars: string
  private readonly basis: string
  private readonly index: PlanIndex

  constructor(
    private readonly plan: PlanState,
    blocks: readonly Block[],
    private readonly wholeAddress: (address: string) => string,
  ) {
    this.ids = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])))
    this.index = indexPlan(plan)
    this.actions = paths.actions(plan)
    this.sections = paths.section(plan, '')
    this.pillars = paths.pillar(plan, '')
    this.basis = `${paths.ratings(plan)}#basis`
  }

  /** Takes an address of a paper; returns the one that the file has for it. */
  lead(href: string): string {
    return this.inFile(href) ?? this.wholeAddress(href)
  }

  /** The rows behind the numbers whose addresses were asked for, in the order of asking. */
  get rows(): readonly NumberRows[] {
    return [...this.lists.values()]
  }

  private inFile(href: string): string | null {
    const [path = '', query = ''] = href.split(/[?#]/)
    if (href === this.basis) return anchor(BASIS_ANCHOR)
    if (href.includes('#')) return null
    if (path === this.actions) return this.listed(query)
    const below = (start: string) =>
      path.startsWith(start) ? decodeURIComponent(path.slice(start.length)) : null
    const ref = below(`${this.actions}/`)
    if (ref !== null && this.plan.actions.some((action) => action.ref === ref))
      return anchor(actionAnchor(ref))
    const section = below(this.sections)
    if (section !== null && this.plan.sections.some(({ code }) => code === section))
      return anchor(sectionAnchor(section))
    const pillar = below(this.pillars)
    return pillar !== null && this.ids.has(`pillar-${pillar}`) ? anchor(`pillar-${pillar}`) : null
  }

  private listed(query: string): string | null {
    const known = this.lists.get(query)
    if (known) return anchor(known.id)
    const { filter, notices } = parseActionQuery(this.plan, new URLSearchParams(query))
    if (notices.length) return null
    const sentence = describeFilter(this.plan, filter).map(({ name, value }) => `${name}: ${value}`)
    const rows = {
      id: `rows-${this.lists.size + 1}`,
      title: sentence.join('; ') || `Every ${this.plan.words.action.one.toLowerCase()}`,
      actions: selectActions(this.plan, filter).map((action) => viewActionRow(this.index, action)),
    }
    this.lists.set(query, rows)
    return anchor(rows.id)
  }
}

const anchor = (id: string) => `#${encodeURIComponent(id)}`
