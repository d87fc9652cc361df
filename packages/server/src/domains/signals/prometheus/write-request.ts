import type { PbfReader } from 'pbf';
import { cut } from '../../../telemetry/cut.ts';
import { Malformed } from '../../../telemetry/malformed.ts';
import { bytes, eachField, endOf, fixed64, messages, varint } from '../../../telemetry/protobuf.ts';

/** `at` in ms since 1970. `stale`: the series ends here, which is no value. */
type Sample = { readonly at: number; readonly value: number; readonly stale: boolean };
export type Written = {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /** Samples of a metric that nobody wants, which are not read. */
  readonly unwanted: number;
};

/** Of a label's value; longer ones tell nothing apart that people would. */
const longestValue = 1000;
/** A target with more is refused by Prometheus itself in most houses. */
const mostLabels = 200;

/** The NaN by which Prometheus marks the end of a series (model/value: StaleNaN), as two halves of 32 bits. */
const [staleHigh, staleLow] = [0x7ff00000, 0x00000002];

const textAt = (body: Buffer, pbf: PbfReader, within: number): string => {
  const end = endOf(pbf, within);
  const text = body.toString('utf8', pbf.pos, end);
  pbf.pos = end;
  return cut(text, longestValue);
};

const labelAt = (body: Buffer, pbf: PbfReader, within: number): [string, string] => {
  let [name, value] = ['', ''];
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    if (pbf.type !== bytes) return;
    if (tag === 1) name = textAt(body, pbf, end);
    else if (tag === 2) value = textAt(body, pbf, end);
  });
  return [name, value];
};

const sampleAt = (body: Buffer, pbf: PbfReader, within: number): Sample => {
  let [at, value, stale] = [0, 0, false];
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    if (tag === 1 && pbf.type === fixed64) {
      if (pbf.pos + 8 > end) throw new Malformed('A value ends outside of its sample.');
      // By its bits: what a NaN holds is lost once it is a number.
      stale = body.readUInt32LE(pbf.pos) === staleLow && body.readUInt32LE(pbf.pos + 4) === staleHigh;
      value = pbf.readDouble();
    } else if (tag === 2 && pbf.type === varint) at = pbf.readVarint(true);
  });
  return { at, value, stale };
};

/** By the name of a metric, whether anybody wants its points. */
export type Wants = (metric: string) => boolean;

const seriesAt = (body: Buffer, pbf: PbfReader, within: number, wants: Wants): Written => {
  const labels: [string, string][] = [];
  const samples: Sample[] = [];
  let unwanted = 0;
  let isWanted = true;
  eachField(pbf, endOf(pbf, within), (tag, end) => {
    if (pbf.type !== bytes) return;
    // Labels come sorted, the name of the metric first: of most series nothing else need be read.
    if (!isWanted) unwanted += tag === 2 ? 1 : 0;
    else if (tag === 1) {
      const label = labelAt(body, pbf, end);
      if (labels.length < mostLabels) labels.push(label);
      isWanted = label[0] !== '__name__' || wants(label[1]);
    } else if (tag === 2) samples.push(sampleAt(body, pbf, end));
  });
  return { labels: Object.fromEntries(labels), samples, unwanted };
};

/**
 * A WriteRequest of remote write 1.0, series by series (https://prometheus.io/docs/specs/prw/remote_write_spec/, proto in
 * prompb/remote.proto and types.proto). Exemplars, histograms and metadata are passed over. Throws `Malformed`.
 */
export const readWriteRequest = (body: Buffer, wants: Wants): Generator<Written> =>
  messages(body, 1, (it, pbf, within) => seriesAt(it, pbf, within, wants));
