import type * as access from '@nightjar/server/domains/access/wire';
import type * as alerts from '@nightjar/server/domains/alerts/wire';
import type * as calls from '@nightjar/server/domains/catalog/calls/wire';
import type * as describe from '@nightjar/server/domains/catalog/describe/wire';
import type * as graph from '@nightjar/server/domains/catalog/graph/wire';
import type * as keep from '@nightjar/server/domains/catalog/keep/wire';
import type * as ownership from '@nightjar/server/domains/catalog/ownership/wire';
import type * as catalog from '@nightjar/server/domains/catalog/wire';
import type * as custom from '@nightjar/server/domains/custom/wire';
import type * as groups from '@nightjar/server/domains/diagnosis/groups/wire';
import type * as learning from '@nightjar/server/domains/diagnosis/learning/wire';
import type * as diagnosis from '@nightjar/server/domains/diagnosis/wire';
import type * as compare from '@nightjar/server/domains/feed/compare/wire';
import type * as density from '@nightjar/server/domains/feed/density/wire';
import type * as noise from '@nightjar/server/domains/feed/noise/wire';
import type * as feed from '@nightjar/server/domains/feed/wire';
import type * as mapping from '@nightjar/server/domains/mapping/wire';
import type * as notifications from '@nightjar/server/domains/notifications/wire';
import type * as signals from '@nightjar/server/domains/signals/wire';
import type * as setUp from '@nightjar/server/domains/sources/wire';
import type * as views from '@nightjar/server/domains/views/wire';
import type * as reconcile from '@nightjar/server/reconcile/wire';
import type * as search from '@nightjar/server/search/wire';
import type * as sources from '@nightjar/server/sources/wire';

/** What crosses the wire, as the server declares it: types only. Read-only all the way down: an answer is not ours to change. */
type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;

/** A change as it is read. Times are ISO 8601 in UTC. */
export type Change = ReadOnly<feed.Change>;
export type Kind = Change['kind'];
/** How far a change has come, folded over everything reported about it. */
export type Status = Change['status'];
export type Actor = NonNullable<Change['actor']>;
export type Link = Change['links'][number];

/** How much a change could break. */
export type Priority = Change['priority'];
/** What a line of the quiet view stands for. */
export type Bundled = NonNullable<Change['bundled']>;
export type View = feed.View;

/** How many changes there were, bucket by bucket of a window. */
export type Density = ReadOnly<density.Density>;
/** What differs between two windows of time. */
export type Comparison = ReadOnly<compare.Comparison>;
export type Differences = ReadOnly<compare.Differences>;
export type Difference = ReadOnly<compare.Difference>;

/** One report about a change, as the log keeps it. */
export type Observation = ReadOnly<feed.ObservationOnWire>;
export type Phase = Observation['phase'];
export type ChangeWithObservations = ReadOnly<feed.ChangeWithObservations>;

/** Newest first. `stale` where the read model had not reached `minPos` in time. */
export type Page = ReadOnly<feed.ChangePage>;

/**
 * A report about a change, as it is sent: a title or a kind, and a service or a source from which the catalog can
 * tell it. Reports with the same (source, key) are about the same change. Null is as good as leaving it out.
 */
export type Report = {
  readonly [Key in keyof feed.Report]: ReadOnly<feed.Report[Key]> | null;
};

/** `position` is where the log stood after the append: hand it to `list` as `minPos` to read your own write. */
export type Sent = ReadOnly<feed.RecordedReports>;
/** Why one report of several was not recorded. */
export type RefusedReport = NonNullable<Sent['results'][number]['refusal']>;

export type Token = ReadOnly<access.TokenCard>;
export type Right = Token['rights'][number];
/** A token at its birth or rotation, the only time the token itself is shown. */
export type IssuedToken = ReadOnly<access.IssuedToken>;
export type Whoami = ReadOnly<access.Whoami>;
export type Person = ReadOnly<access.PersonCard>;
export type Invited = ReadOnly<access.Invited>;
/** A write that answers nothing but where the log stood after it. */
export type Done = { readonly position: number };

/** An alert as it is read. Times are ISO 8601 in UTC. */
export type Alert = ReadOnly<alerts.Alert>;
export type AlertPage = ReadOnly<alerts.AlertPage>;
export type AlertWithReports = ReadOnly<alerts.AlertWithReports>;
/** Alerts of one cause, as one line. */
export type AlertGroup = ReadOnly<groups.AlertGroup>;
export type AlertGroupPage = ReadOnly<groups.AlertGroupPage>;
export type AlertGroupWithMembers = ReadOnly<groups.AlertGroupWithMembers>;

/** What probably broke, with reasons, as it was last said or as one of its rounds said it. */
export type Diagnosis = ReadOnly<diagnosis.Diagnosis>;
/** A change ranked as the cause. */
export type Suspect = Diagnosis['suspects'][number];
export type DiagnosisPage = ReadOnly<diagnosis.DiagnosisPage>;
export type NewDiagnosis = ReadOnly<diagnosis.NewDiagnosis>;
/** A responder's word: this change did it, this one did not; null: none did. */
export type NewJudgement = ReadOnly<diagnosis.NewJudgement>;
/** One round of a diagnosis with all numbers that it was made from, and what responders say of it. */
export type DiagnosisCase = ReadOnly<learning.DiagnosisCase>;
/** How good what was said at the page was, by what responders have settled on since. */
export type DiagnosisFigures = ReadOnly<learning.DiagnosisFigures>;
export type RankingWeights = ReadOnly<learning.RankingWeights>;
export type StandingWeights = ReadOnly<learning.StandingWeights>;
export type TakenWeights = ReadOnly<learning.TakenWeights>;

/** How noisy each source was. */
export type NoiseReport = ReadOnly<noise.NoiseReport>;
export type Replayed = ReadOnly<sources.ReplayAnswer>;
export type SourceList = ReadOnly<setUp.SourceList>;
/** A kind of sender, as it stands in a list. */
export type SourceCard = SourceList['sources'][number];
export type SourcePage = ReadOnly<setUp.SourcePage>;
export type SourceDelivery = SourcePage['recent'][number];
export type RefusedDeliveries = SourcePage['refused'][number];
/** The secret of a source at its birth, the only time it is shown; null where it is the sender's own. */
export type MadeSecret = ReadOnly<setUp.MadeSecret>;
export type DeliveryBody = ReadOnly<setUp.DeliveryPage>;
export type ReadAgain = ReadOnly<setUp.ReadAgain>;
/** What is asked for what webhooks may have lost, and how each stands. */
export type ReconcilerList = ReadOnly<reconcile.ReconcilerList>;
export type Reconciler = ReconcilerList['reconcilers'][number];
/** How far the deliveries of a source have been read again. */
export type ReplayState = ReadOnly<sources.ReplayState>;
export type NewTestAlert = ReadOnly<sources.NewTestAlert>;
export type TestAlertMade = ReadOnly<sources.TestAlertMade>;

/** What sources call things that nobody knew when they were reported. */
export type Unmapped = ReadOnly<mapping.UnmappedList>;
export type UnmappedItem = Unmapped['items'][number];
export type RuleList = ReadOnly<mapping.RuleList>;
export type NewRule = ReadOnly<mapping.NewRule>;
export type RuleAnswer = ReadOnly<mapping.RuleAnswer>;

export type CustomPage = ReadOnly<custom.CustomPage>;
export type CustomList = ReadOnly<custom.CustomList>;
/** What the last payloads of a sender would become. */
export type TriedMapping = ReadOnly<custom.Tried>;
export type TriedPayload = TriedMapping['payloads'][number];
export type PublishedMapping = ReadOnly<custom.Published>;

/** Something of the catalog, as it stands in a list. */
export type Entity = ReadOnly<catalog.EntityCard>;
export type EntityList = ReadOnly<catalog.EntityList>;
export type EntityPage = ReadOnly<catalog.EntityPage>;
/** The part of the catalog that a device keeps. */
export type KeptCatalog = ReadOnly<keep.KeptCatalog>;
export type EntityRelation = EntityPage['relations'][number];
export type Named = ReadOnly<catalog.Named>;
/** Who says what about an entity, attribute by attribute, the chosen word first. */
export type EntityFacts = ReadOnly<catalog.FactList>;
export type EntityHistory = ReadOnly<catalog.History>;
export type Who = ReadOnly<ownership.Who>;
export type Nudges = ReadOnly<ownership.NudgeList>;
export type Graph = ReadOnly<graph.Graph>;
export type GraphNode = ReadOnly<graph.GraphNode>;
export type GraphEdge = ReadOnly<graph.GraphEdge>;
export type Impact = ReadOnly<graph.Impact>;
export type Paths = ReadOnly<graph.Paths>;
export type Cycles = ReadOnly<graph.Cycles>;
export type Annotated = ReadOnly<catalog.Annotated>;
export type Edited = ReadOnly<catalog.Edited>;
/** What a reader found, for the catalog: `position` is what a reader must have applied to see it. */
export type Descriptions = ReadOnly<describe.DescriptionsBody>;
export type Described = ReadOnly<describe.Described>;
export type Descriptors = ReadOnly<describe.Descriptors>;
export type Calls = ReadOnly<calls.CallList>;
export type Discovery = ReadOnly<catalog.DiscoveryList>;

/** What is measured of services. */
export type SeriesList = ReadOnly<signals.SeriesList>;
export type Signals = ReadOnly<signals.Signals>;
export type SignalSegment = ReadOnly<signals.Segment>;
export type NewSignals = ReadOnly<signals.NewPoints['series']>;
/** What became of points that were sent. */
export type PointsTaken = ReadOnly<signals.PointsTaken>;
/** How a metric of a Prometheus becomes a signal. */
export type SignalRule = ReadOnly<signals.SignalRuleCard>;
export type NewSignalRule = ReadOnly<signals.NewSignalRule>;
export type SignalRuleList = ReadOnly<signals.SignalRuleList>;
export type SignalRuleAnswer = ReadOnly<signals.SignalRuleAnswer>;

/** What was found, the group with the nearest first; `missing` names groups that gave no answer. */
export type SearchAnswer = ReadOnly<search.SearchAnswer>;
export type SearchHit = SearchAnswer['hits'][number];

/** What somebody looks at again and again, under a name: one's own, or shared. */
export type SavedView = ReadOnly<views.ViewCard>;
export type ViewList = ReadOnly<views.ViewList>;
export type NewView = ReadOnly<views.NewView>;
export type ViewAnswer = ReadOnly<views.ViewAnswer>;

/** The body of an answer that says no: RFC 9457, with our code and what to do next. */
export type Problem = {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code: string;
  readonly pointer?: string;
  readonly offset?: number;
  readonly next?: string;
};

/** Where people are told of pages, and how each place stands. */
export type NotificationList = ReadOnly<notifications.NotificationList>;
export type NotifiedPlace = NotificationList['places'][number];
export type NewPlaceTest = ReadOnly<notifications.NewPlaceTest>;
/** What a place answered to a test. */
export type PlaceTest = ReadOnly<notifications.PlaceTest>;
