/** How the one HTML file looks: on a phone, on a screen and on paper, with the typefaces that the reader has. */

import { cssText } from '@/lib/format/css-text'

/** Takes what stands in the margin of each page of paper; returns the file's styles. */
export function packStyles(margin: string): string {
  return `
*{box-sizing:border-box}
body{margin:0;color:#1a1a1a;background:#fff;font:1.0625rem/1.5 Roboto,'Helvetica Neue',Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1,h2,h3,h4{line-height:1.25;color:#002d54;scroll-margin-top:1rem}
h1{margin:.25rem 0 .5rem;font-size:2rem}
h2{margin:2.75rem 0 .75rem;padding-top:.75rem;border-top:4px solid #002d54;font-size:1.5rem}
h3{margin:1.75rem 0 .25rem;font-size:1.1875rem}
h4{margin:1.25rem 0 .25rem;font-size:1.0625rem}
p{margin:.25rem 0 .75rem;max-width:46rem}
a{color:#0065bd}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px;background:#fdd522;color:#1a1a1a}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:#fdd522;color:#1a1a1a}
.quiet,.under{color:#525252;font-size:.95em}
.under{display:block}
.note{padding-left:1rem;border-left:6px solid #b3b3b3}
.lead{font-size:1.3125rem;font-weight:700;line-height:1.3}
.check{margin:1.25rem 0;padding:.25rem 1.25rem .75rem;background:#f0f4f8}
.check h2{margin:.75rem 0 .25rem;padding:0;border:0;font-size:1.1875rem}
.cut-off{display:none;padding:.75rem 1rem;background:#b00020;color:#fff;font-weight:700}
@supports selector(:has(*)){body:not(:has(#end)) .cut-off{display:block}}
nav ol{margin:0;padding-left:1.75rem;columns:20rem}
nav li{padding:.2rem 0;break-inside:avoid}
main{counter-reset:part}
main>section{counter-increment:part}
main>section>h2::before{content:counter(part) '. '}
.patterns{position:absolute}
.swatch{flex:none;vertical-align:-2px;margin-right:.4rem;forced-color-adjust:none}
.bar{display:block;forced-color-adjust:none}
.bar text{font-size:15px;font-weight:700}
.status{display:flex;align-items:baseline}
.status .swatch{position:relative;top:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem 1.25rem;margin:1rem 0;padding:0;list-style:none}
.tiles li{padding-top:.5rem;border-top:1px solid #b3b3b3}
.tiles a{color:#1a1a1a;text-decoration:none}
.tiles strong{font-size:1.5rem}
.tiles span{display:block}
.tiles a span{color:#0065bd;text-decoration:underline}
.short{columns:20rem;column-gap:2.5rem;padding-left:1.25rem}
.short li{padding:.15rem 0;break-inside:avoid}
figure{margin:1.5rem 0}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.75rem 0;padding:0;list-style:none}
.bars{margin:0 0 1.25rem;padding:0;list-style:none}
.bars li{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.3rem 0}
.bars .bar{grid-column:1/-1}
dl{margin:0 0 1rem}
dl div{padding:.5rem 0;border-bottom:1px solid #d9d9d9}
dt{font-weight:700}
dd{margin:0}
table{width:100%;margin:.5rem 0 1.5rem;border-collapse:collapse;font-size:1rem}
caption{padding:.25rem 0;font-weight:700;text-align:left}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid #d9d9d9;font-weight:400;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #1a1a1a;font-weight:700}
td p,th p{margin:0 0 .35rem}
.numeric{text-align:right;font-variant-numeric:tabular-nums}
tr:target,h3:target{background:#fff6d1}
code,pre{font-size:.94em;white-space:pre-wrap}
pre{margin:.25rem 0 .75rem;padding:.5rem .75rem;background:#fff}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;border-top:1px solid #b3b3b3}
@media (min-width:48em){
.bars{display:grid;grid-template-columns:fit-content(16rem) 1fr auto;column-gap:1rem}
.bars li{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:center}
.bars li>span:nth-child(2){grid-column:3;grid-row:1}
.bars .bar{grid-column:2;grid-row:1}
dl div{display:grid;grid-template-columns:14rem 1fr}
}
@media screen and (max-width:47.99em){
h1{font-size:1.5rem}
table,caption,tbody,tr,th,td{display:block;width:auto!important}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.6rem 0;border-bottom:1px solid #d9d9d9}
th,td{padding:.1rem 0;border:0}
.numeric{text-align:left}
td[data-label]::before{content:attr(data-label);color:#525252}
td[data-label]>p:first-child{display:inline}
}
@page{size:A4;margin:15mm 14mm 18mm;
@bottom-left{content:${cssText(margin)};color:#525252;font:8pt Arial,sans-serif}
@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);color:#525252;font:8pt Arial,sans-serif}}
@media print{
body{font-size:9.5pt}
header,main,footer{max-width:none;padding:0}
.skip,.by-hand{display:none}
a{color:inherit;text-decoration:none}
h1{font-size:18pt}h2{font-size:14pt}h3,.lead{font-size:11pt}
p{max-width:none}
table{font-size:8.5pt;table-layout:fixed}
th,td{padding:1.2mm 2mm 1.2mm 0}
h2,h3,h4,caption,.legend,p:has(+table){break-after:avoid}
tr,li,figcaption,.bars,.check{break-inside:avoid}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
.tiles{grid-template-columns:repeat(6,1fr);font-size:.9em}
.annex-rows,.to-rows{display:none}
}
`
}
