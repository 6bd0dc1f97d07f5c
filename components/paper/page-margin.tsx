import { cssText } from '@/lib/format/css-text'

/** On paper, names what is printed in the margin of every page, beside the page's number. */
export function PageMargin({ children }: { children: string }) {
  return <style>{`@page { @bottom-left { content: ${cssText(children)} } }`}</style>
}
