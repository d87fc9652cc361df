import { alertsAt } from '../alerts/ways.ts';
import { attentionAt, catalogAt, graphAt } from '../catalog/ways.ts';
import { diagnosesAt } from '../diagnosis/ways.ts';
import { startAt } from '../sources/start/ways.ts';
import { noiseAt, sourcesAt, unmappedAt } from '../sources/ways.ts';
import { go } from '../ui/place.ts';
import type { Action } from './action.ts';

const galleryAt = '/gallery';

/** The parts of Nightjar, each opened as of the instant that is looked at. */
const places = (at: string | null) =>
  [
    ['feed', 'Go to the feed', 'g f', '/', 'changes deploys home'],
    ['alerts', 'Go to the alerts', 'g a', alertsAt(), 'firing pages incidents on call'],
    ['diagnoses', 'Go to the diagnoses', 'g w', diagnosesAt, 'suspects causes broke figures calibration'],
    ['catalog', 'Go to the catalog', 'g c', catalogAt('', { at }), 'services entities teams people list'],
    ['graph', 'Go to the graph', 'g g', graphAt({ at }), 'dependencies map network'],
    ['sources', 'Go to the sources', 'g s', sourcesAt, 'senders webhooks connect set up'],
    ['attention', 'Go to what needs attention', 'g t', attentionAt({ at }), 'nudges owners missing unowned'],
    ['noise', 'Go to who is noisy', 'g n', noiseAt, 'noise report'],
    ['unmapped', 'Go to names that nobody knows', 'g u', unmappedAt, 'mapping unmapped rules'],
    [
      'start',
      'Go to the first steps',
      'g b',
      startAt(),
      'begin start connect set up curl github slack kubernetes',
    ],
    ['gallery', 'Go to the design language', 'g d', galleryAt, 'gallery colours components tokens'],
  ] as const;

export const wayActions = (at: string | null): readonly Action[] =>
  places(at).map(([name, label, shortcut, href, keywords]) => ({
    name: `go.${name}`,
    label,
    group: 'Go to',
    shortcut,
    keywords,
    href,
    run: () => {
      go(href);
      return true;
    },
  }));
