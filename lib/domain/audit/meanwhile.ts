/** Who did something while a form was open, and when. */
export interface Meanwhile {
  /** Null where no one is on record. */
  readonly by: { readonly id: string; readonly name: string } | null
  /** An instant. */
  readonly recordedAt: string
}
