import type { ReactNode } from 'react'

/** The page's title, with what kind of thing it is above and what one should know of it below. */
export function PageHeader({
  label,
  title,
  lang,
  children,
}: {
  label?: ReactNode
  title: ReactNode
  /** Of the title, where it is one of a plan in another language. */
  lang?: string | undefined
  children?: ReactNode
}) {
  return (
    <header className="ds_page-header page-head">
      {label && <p className="ds_page-header__label ds_content-label">{label}</p>}
      <h1 className="ds_page-header__title" lang={lang}>
        {title}
      </h1>
      {children}
    </header>
  )
}
