import type { Setup } from '../source.ts';

const step = `// In a shared library (vars/tellNightjar.groovy), or at the head of the Jenkinsfile.
def call(String phase) {
  def who = currentBuild.getBuildCauses('hudson.model.Cause$UserIdCause')
  def build = [
    number: currentBuild.number, full_url: env.BUILD_URL, phase: phase, status: currentBuild.currentResult,
    timestamp: currentBuild.startTimeInMillis + currentBuild.duration,
    user: who ? who[0].userId : null,
    parameters: [VERSION: env.VERSION, ENVIRONMENT: env.ENVIRONMENT, SERVICE: env.SERVICE],
    scm: [url: env.GIT_URL, branch: env.GIT_BRANCH, commit: env.GIT_COMMIT],
  ]
  withCredentials([string(credentialsId: 'nightjar', variable: 'NIGHTJAR')]) {
    httpRequest url: '{url}', httpMode: 'POST', contentType: 'APPLICATION_JSON', quiet: true, validResponseCodes: '100:599',
      customHeaders: [[name: 'Authorization', value: "Bearer \${NIGHTJAR}", maskValue: true]],
      requestBody: groovy.json.JsonOutput.toJson([name: env.JOB_NAME, build: build])
  }
}

// In the pipeline:
//   stages { stage('Begin') { steps { tellNightjar('STARTED') } } … }
//   post { always { tellNightjar('FINALIZED') } }
`;

export const setup: Setup = {
  title: 'Jenkins',
  group: 'delivery',
  brings: 'Builds of the main branch and jobs that deploy, from their start to their end.',
  proof: 'token',
  steps: [
    'For jobs that are set up by hand: install the Notification plugin (Manage Jenkins, Plugins).',
    'In the job: Configure, Job Notifications, Add Endpoint. Format JSON, Protocol HTTP, Event All Events, Log 0.',
    'URL: choose Secret there, and make a credential of kind Secret text that holds {url}?key={secret}',
    'For pipelines: install the HTTP Request plugin, make a credential of kind Secret text with the id nightjar that holds {secret}, and paste the step below.',
    'Parameters named VERSION, ENVIRONMENT and SERVICE say what is deployed where; without them the name of the job has to tell.',
  ],
  paste: { label: 'A step for pipelines', language: 'groovy', text: step },
  docs: 'https://plugins.jenkins.io/notification/',
};
