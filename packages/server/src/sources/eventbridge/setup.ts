import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'AWS (EventBridge)',
  group: 'infrastructure',
  brings:
    'Deploys of ECS, Lambda, CodeDeploy and CodePipeline, stacks, scaling, databases, certificates, alarms, and who called the API.',
  proof: 'token',
  steps: [
    'In the AWS console, in each region that matters, open Amazon EventBridge, then Integration, API destinations, Connections, Create connection. Name: nightjar. API type: Public. Authorization type: Custom, then API key. API key name: X-API-Key. Value: {secret}',
    'Under API destinations click Create API destination. Name: nightjar. Endpoint: {url}. HTTP method: POST. Connection: nightjar.',
    'Open Buses, then Rules, Create rule on the default event bus, Rule with an event pattern. Paste the pattern below under Custom pattern.',
    'Target: EventBridge API destination, nightjar. Leave the input as Matched events. Create rule. Give the target a dead-letter queue: what fails for a day is lost otherwise.',
    'For calls of the API (who did it, Lambda) a CloudTrail trail that logs management events has to exist; the event history alone is not sent.',
    'Through SNS instead: subscribe a topic by HTTPS to {url}?key={secret}, and open the SubscribeURL of the delivery that arrives. Nightjar opens no address that comes from outside.',
  ],
  paste: {
    label: 'Event pattern',
    language: 'json',
    text: `{
  "detail-type": [
    "ECS Deployment State Change",
    "ECS Service Action",
    "CloudFormation Stack Status Change",
    "CodeDeploy Deployment State-change Notification",
    "CodePipeline Pipeline Execution State Change",
    { "prefix": "EC2 Auto Scaling Instance Refresh" },
    "EC2 Instance Launch Successful",
    "EC2 Instance Terminate Successful",
    "Application Auto Scaling Scaling Activity State Change",
    { "prefix": "RDS DB" },
    { "prefix": "ACM Certificate" },
    "CloudWatch Alarm State Change",
    "CloudWatch Alarm Configuration Change",
    "AWS API Call via CloudTrail"
  ]
}`,
  },
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
};
