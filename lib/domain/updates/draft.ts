/** Forms in which someone types for a while: what is typed there is kept as a draft. */

/** A form, by the address of what it is about. */
export type TypedForm =
  | { readonly kind: 'rule'; readonly plan: string; readonly adverse: string; readonly of: string }
  | { readonly kind: 'update'; readonly plan: string; readonly ref: string }
  | { readonly kind: 'rating'; readonly plan: string; readonly section: string }
  | { readonly kind: 'correction'; readonly plan: string; readonly ref: string; readonly update: string }
  | { readonly kind: 'return' | 'rewording'; readonly plan: string; readonly update: string }
  | { readonly kind: 'ask'; readonly plan: string }
  | { readonly kind: 'askAnswer'; readonly plan: string; readonly ask: string }
  | {
      readonly kind: 'dispute'
      readonly plan: string
      readonly level: 'action' | 'section'
      readonly code: string
    }
  | { readonly kind: 'disputeAnswer'; readonly plan: string; readonly dispute: string }
  /** A part of a report's draft, as addresses call it. */
  | { readonly kind: 'reportText'; readonly plan: string; readonly draft: string; readonly part: string }
  | PageForm

/** Any other form, by the address of its page; where that has several, the form's name follows a "#". */
export interface PageForm {
  readonly kind: 'page'
  readonly page: string
}

/** Takes a form; returns what its token is for. */
export function tokenPurpose({ kind, ...about }: TypedForm): string {
  return [kind, ...Object.values(about)].join(' ')
}

/** Takes the kind of a form and the id of what it is about (a plan, an action, a section, an update, an ask, a dispute; an address); returns the name of its draft. */
export function draftName(kind: TypedForm['kind'], id: string): string {
  return `${kind} ${id}`
}
