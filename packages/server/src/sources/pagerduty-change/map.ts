import type { Delivery, Reading } from '../source.ts';
import { alert } from './alert.ts';
import { change } from './change.ts';
import { isAlert } from './identity.ts';

export const map = ({ body, delivery }: Delivery): Reading =>
  isAlert(body) ? alert(body, delivery) : change(body, delivery);
