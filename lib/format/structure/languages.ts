import type { PlanLanguage } from '@/lib/domain/plan/languages'

const NAMES: Readonly<Record<PlanLanguage, string>> = {
  en: 'English',
  gd: 'Gaelic (Gàidhlig)',
  sco: 'Scots',
  cy: 'Welsh (Cymraeg)',
  ga: 'Irish (Gaeilge)',
  fr: 'French (Français)',
  de: 'German (Deutsch)',
  es: 'Spanish (Español)',
}

/** The languages of a plan, for a list to choose from. */
export const LANGUAGE_OPTIONS = Object.entries(NAMES).map(([value, label]) => ({ value, label }))
