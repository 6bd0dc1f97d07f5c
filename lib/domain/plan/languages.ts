/** The language that a plan's own texts are in; the words of the screens are English. */

export const PLAN_LANGUAGES = ['en', 'gd', 'sco', 'cy', 'ga', 'fr', 'de', 'es'] as const
/** A language tag (BCP 47). */
export type PlanLanguage = (typeof PLAN_LANGUAGES)[number]

export const SCREEN_LANGUAGE = 'en' satisfies PlanLanguage

/**
 * Takes a plan; returns the `lang` of an element with one of its own texts, undefined where that is the page's language
 * already (WCAG 2.2, 3.1.2: language of parts).
 */
export function langOf({ language = SCREEN_LANGUAGE }: { readonly language?: string }): string | undefined {
  return language === SCREEN_LANGUAGE ? undefined : language
}
