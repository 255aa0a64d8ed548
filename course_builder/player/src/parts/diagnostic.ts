// A diagnostic: the score, the band that it falls in with its advice, and the lines that score lowest.

import type { Copy } from '../tool/types';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el, t, n } = core;
const SHEET = 'items';
/** More than so many are no short list any more. */
const LOWEST = 5;

interface Extra {
  maximum: number;
  bands: { title: string; low: number; high: number }[];
}

core.tool.kind('diagnostic', (tool) => {
  const { maximum, bands } = tool.data.extra as unknown as Extra;
  const points = tool.sheet(SHEET).columns.find(({ id }) => id === 'score')!.options.map(({ value }) => Number(value));
  const best = Math.max(...points);

  function result(copy: Copy) {
    const rows = tool.rows(SHEET, copy).filter(({ kind }) => kind === 'given');
    const scored = rows.filter(({ cells }) => points.includes(Number(cells.score || NaN)));
    const score = scored.reduce((sum, { cells }) => sum + Number(cells.score), 0);
    const open = rows.length - scored.length;
    const least = Math.min(...scored.map(({ cells }) => Number(cells.score)));
    return {
      score,
      open,
      begun: scored.length > 0,
      // A total of half the lines would be a low one, whatever the rest may get.
      band: open ? -1 : bands.findIndex(({ low, high }) => low <= score && score <= high),
      lowest: open || least === best ? [] : scored.filter(({ cells }) => Number(cells.score) === least),
    };
  }

  function paint(): void {
    const { score, open, begun, band, lowest } = result(tool.doc);
    const values = { score, maximum };
    const said = !begun ? ''
      : open ? n('diagnostic.score-so-far', open, values)
      : band < 0 ? t('diagnostic.score-total', values)
      : t('diagnostic.score-band', { ...values, band: bands[band]!.title });
    const line = $('[data-diagnostic-score]', tool.element)!;
    if (line.textContent !== said) line.textContent = said;
    $$('[data-band]', tool.element).forEach((one, index) => (one.hidden = begun && index !== band));
    const list = $('[data-lowest]', tool.element)!;
    list.hidden = !lowest.length;
    list.replaceChildren(
      el('p', {}, t('diagnostic.lowest')),
      el('ul', {}, ...lowest.slice(0, LOWEST).map(({ cells }) =>
        el('li', {}, t('diagnostic.lowest-item', { item: cells.item ?? '', score: tool.words(SHEET, 'score', cells.score!) })))),
    );
  }

  tool.onChange(paint);
  tool.extraExport((copy) => {
    const { score, band } = result(copy);
    return [{
      title: t('diagnostic.result'),
      header: [t('diagnostic.total'), t('diagnostic.maximum'), t('diagnostic.band')],
      rows: [[String(score), String(maximum), bands[band]?.title ?? '']],
    }];
  });
  paint();
});
