import { field } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { componentAlert } from './component.ts';
import { incidentAlert } from './incident.ts';
import { pageOf } from './page.ts';

const isThere = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const map = ({ body }: Delivery): Reading => {
  const page = pageOf(body);
  const incident = field(body, 'incident');
  if (isThere(incident)) return incidentAlert(incident, page);
  if (isThere(field(body, 'component')) || isThere(field(body, 'component_update'))) {
    return componentAlert(body, page);
  }
  return { is: 'ignored', why: 'It tells of no incident and of no component.' };
};
