// What the page uses of the server's answers, under short names. The shapes are generated from its OpenAPI document.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Finding = Schemas["Finding"];
export type Asn1Node = Schemas["Asn1"];
export type Certificate = Schemas["InspectedCertificate"];
export type ServerFacts = Schemas["Server"];
export type Hit = Schemas["SearchResult"];
export type GraphAnswer = Schemas["Graph"];
/** The question that has all members the page ever sends; others take fewer. */
export type PathsQuestion = Schemas["PathsQuestion"];
export type PathsAnswer = Schemas["Paths"];
export type FoundPath = Schemas["TrustPath"];
export type Fix = Schemas["Fix"];
export type Attempt = Schemas["Attempt"];
export type TimelineEvent = Schemas["TimelineEvent"];
export type TimelineAnswer = Schemas["Timeline"] & { events?: TimelineEvent[] };
export type WhatIfAnswer = Schemas["WhatIf"];
export type ChangedPath = Schemas["WhatIfPath"];
export type CutAnswer = Schemas["Cut"];
export type ClientAnswer = Schemas["Prediction"];
export type TraceStep = ClientAnswer["trace"][number];
export type CensusAnswer = Schemas["Census"];
export type Group = Schemas["CrossSignGroup"];
export type DemoAnswer = Schemas["Demo"];
