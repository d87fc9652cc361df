import { PbfWriter } from 'pbf';
import { compress } from 'snappyjs';

type Sample = readonly [at: number, value: number | 'stale'];

/** The bits of StaleNaN, lowest first. */
const stale = Buffer.from([2, 0, 0, 0, 0, 0, 0xf0, 0x7f]);

/** A WriteRequest as Prometheus 2 writes it, by hand from prompb/remote.proto and types.proto. */
export const writeRequest = (
  series: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly samples: readonly Sample[];
  }[],
): Buffer => {
  const pbf = new PbfWriter();
  for (const { labels, samples } of series)
    pbf.writeMessage(
      1,
      (_, one) => {
        for (const [name, value] of Object.entries(labels))
          one.writeMessage(
            1,
            (__, label) => {
              label.writeStringField(1, name);
              label.writeStringField(2, value);
            },
            null,
          );
        for (const [at, value] of samples)
          one.writeMessage(
            2,
            (__, sample) => {
              if (value === 'stale') {
                sample.writeTag(1, 1);
                sample.writeFixed64(0);
                Buffer.from(sample.buf.buffer, sample.buf.byteOffset).set(stale, sample.pos - 8);
              } else sample.writeDoubleField(1, value);
              sample.writeVarintField(2, at);
            },
            null,
          );
      },
      null,
    );
  return Buffer.from(pbf.finish());
};

export const block = (...series: Parameters<typeof writeRequest>[0]): Buffer =>
  compress(writeRequest(series));
