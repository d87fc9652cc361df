import { type Fields, field, isFields } from '../shape.ts';
import { refText } from './annotations-of.ts';
import type { Form } from './form.ts';
import { nightjarAnnotations } from './nightjar-annotations.ts';
import { entityOfAnnotations, saysOfAnnotations } from './says-of-annotations.ts';

const annotationsIn = (document: Fields): Readonly<Record<string, string>> => {
  const metadata = field(document, 'metadata');
  return (isFields(metadata) ? field(metadata, 'annotations') : {}) as Readonly<Record<string, string>>;
};

/** Annotations on the workload that runs it: all that Nightjar's own names can say. */
export const kubernetesForm: Form = {
  place: ({ name }) =>
    `metadata.annotations of the Deployment, StatefulSet, DaemonSet or CronJob that runs ${name}`,
  write: ({ ref }, annotations) => ({
    metadata: { annotations: { [nightjarAnnotations.entity]: refText(ref, 'service'), ...annotations } },
  }),
  read: (document) => {
    const annotations = annotationsIn(document);
    return { ref: entityOfAnnotations(annotations), says: saysOfAnnotations(annotations) };
  },
};
