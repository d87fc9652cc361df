import type { Caller } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { keptStates } from './ask/kept.ts';
import { named, refuse, removeRule, rulesDecider, setRule } from './decide.ts';
import { type SignalRule, signalRulesStream } from './events.ts';
import { signalRules } from './projection.ts';
import { type RuleRow, rulesOf } from './rules.ts';
import {
  NewSignalRule,
  SignalRuleAnswer,
  type SignalRuleCard,
  SignalRuleList,
  SignalRuleRemoval,
} from './wire.ts';

const tags = ['signals'];
const read = { right: 'read' } as const;
const admin = { right: 'admin' } as const;
const smallBody = 64 * 1024;
const params = Type.Object({ name: Type.String({ maxLength: 100 }) });
const usuallyEvery = 60;

const ruleOf = (name: string, body: NewSignalRule): SignalRule => ({
  name,
  signal: body.signal.trim(),
  stat: body.stat ?? null,
  kind: body.kind,
  unit: body.unit ?? null,
  service: body.service,
  environment: body.environment ?? null,
  instance: body.instance ?? null,
  peer: body.peer ?? null,
  from:
    body.from.is === 'query'
      ? {
          is: 'query',
          url: body.from.url.trim().replace(/\/+$/, ''),
          query: body.from.query.trim(),
          everySeconds: body.from.everySeconds ?? usuallyEvery,
        }
      : { is: 'remote-write', metric: body.from.metric.trim(), labels: body.from.labels ?? {} },
});

/** The rules by which metrics become signals, with how those that ask stand. */
export const ruleRoutes = (http: Http, kernel: Kernel): void => {
  const cards = async (caller: Caller, minPos?: number) => {
    const reader = await kernel.reader(caller, {
      of: [signalRules],
      ...(minPos === undefined ? { consistency: 'strong' } : { minPos }),
    });
    const [rows, states] = [await rulesOf(reader), await keptStates(kernel.database, caller.org)];
    const cardOf = ({ name, rule, set_at, set_by }: RuleRow): SignalRuleCard => ({
      ...rule,
      from: rule.from.is === 'query' ? rule.from : { ...rule.from, labels: { ...rule.from.labels } },
      setAt: set_at.toISOString(),
      setBy: set_by,
      state: rule.from.is === 'query' ? (states.get(name) ?? null) : null,
    });
    return { rules: rows.map(cardOf), position: reader.position, stale: reader.stale };
  };
  const cardNamed = async (caller: Caller, name: string, minPos?: number): Promise<SignalRuleAnswer> => {
    const { rules, position } = await cards(caller, minPos);
    const rule = rules.find((it) => it.name === name);
    if (rule === undefined)
      throw refuse('signal-rules.unknown', { detail: `There is no ${name.slice(0, 60)}.` });
    return { rule, position };
  };

  http.get(
    '/api/v1/signals/rules',
    {
      config: read,
      schema: {
        summary: 'How metrics of a Prometheus become signals, and how those that ask it stand',
        tags,
        response: { 200: SignalRuleList },
      },
    },
    ({ caller }): Promise<SignalRuleList> => cards(caller),
  );

  http.get(
    '/api/v1/signals/rules/:name',
    { config: read, schema: { summary: 'One rule', tags, params, response: { 200: SignalRuleAnswer } } },
    ({ caller, params: { name } }) => cardNamed(caller, name),
  );

  http.put(
    '/api/v1/signals/rules/:name',
    {
      config: admin,
      bodyLimit: smallBody,
      schema: {
        summary: 'Set a rule; one of the name is replaced, the same again changes nothing',
        tags,
        params,
        body: NewSignalRule,
        response: { 200: SignalRuleAnswer },
      },
    },
    async ({ caller, params: { name }, body }) => {
      const rule = ruleOf(named(name), body);
      const upon = { caller, stream: signalRulesStream };
      const { position } = await decide(kernel.log, rulesDecider, upon, setRule(rule));
      return { ...(await cardNamed(caller, name, position)), position };
    },
  );

  http.delete(
    '/api/v1/signals/rules/:name',
    {
      config: admin,
      schema: { summary: 'Remove a rule', tags, params, response: { 200: SignalRuleRemoval } },
    },
    async ({ caller, params: { name } }) => {
      const upon = { caller, stream: signalRulesStream };
      const { position } = await decide(kernel.log, rulesDecider, upon, removeRule(name));
      return { position };
    },
  );
};
