import { describe, expect, it } from 'vitest';
import type { ConfigObject, Facts } from '../../../src/shape/facts.ts';
import { ci, ciFiles } from '../../../src/sources/ci/ci.ts';
import { contextWith } from '../../helpers/source-context.ts';

const WORKFLOW = '.github/workflows/deploy.yml';

async function read(texts: Readonly<Record<string, string>>): Promise<Facts> {
  return ci.read({ paths: ciFiles(Object.keys(texts).sort()) }, contextWith(texts));
}

/** A workflow with one step that runs a script. */
const github = (script: string, rest = '') =>
  `jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${script
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}${rest}`;
const ofScript = (script: string, files: Readonly<Record<string, string>> = {}) =>
  read({ ...files, [WORKFLOW]: github(script) });

const shown = ({ kind, name, namespace, entries, complete }: ConfigObject) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}: ${entries.map(({ key }) => key).join(', ')}${complete ? '' : ' …'}`;
const made = async (script: string, files = {}) => (await ofScript(script, files)).configObjects.map(shown);

describe('what a pipeline makes in the cluster', () => {
  it.each([
    [
      'a Secret of expressions',
      'kubectl create secret generic web -n shop \\\n  --from-literal=URL="${{ secrets.URL }}" \\\n  --from-literal KEY=$KEY --dry-run=client -o yaml | kubectl apply -f -',
      'Secret shop/web: URL, KEY',
    ],
    ['a ConfigMap', 'kubectl create configmap web --from-literal=MODE=rye', 'ConfigMap web: MODE'],
    ['a certificate', 'kubectl create secret tls web-tls --cert=a --key=b', 'Secret web-tls: tls.crt, tls.key'],
    [
      'pull credentials',
      'kubectl create secret docker-registry pull --docker-server=x --docker-password="${{ secrets.P }}"',
      'Secret pull: .dockerconfigjson',
    ],
    [
      'files',
      'kubectl create cm web --from-file=app.conf --from-file=a.ini=config/b.ini',
      'ConfigMap web: app.conf, a.ini',
    ],
    ['a folder of files', 'kubectl create cm web --from-file=config', 'ConfigMap web:  …'],
    ['a namespace that is computed', 'kubectl -n "$NS" create secret generic web --from-literal=A=1', 'Secret web: A'],
    ['options that are computed', 'kubectl create secret generic web "${ARGS[@]}"', 'Secret web:  …'],
    ['an env file that nobody shows', 'kubectl create secret generic web --from-env-file=gone.env', 'Secret web:  …'],
    [
      'an env file that the script writes',
      'echo "A=${{ secrets.A }}" > .env\necho "B=2" >> .env\nkubectl create secret generic web --from-env-file=.env',
      'Secret web: A, B',
    ],
    [
      'an env file that a here-document writes',
      'cat <<EOF > web.env\nA=$A\n# none\nB=2\nEOF\nkubectl create secret generic web --from-env-file=web.env',
      'Secret web: A, B',
    ],
  ])('%s', async (_, script, expected) => {
    expect(await made(script)).toEqual([expected]);
  });

  it('an env file of the repository, seen from the folder of the script', async () => {
    const files = { 'config/web.env': 'MODE=rye\nTOKEN=rye-7-bread-9\n' };

    expect(await made('cd config\nkubectl create cm web --from-env-file=web.env', files)).toEqual([
      'ConfigMap web: MODE, TOKEN',
    ]);
  });

  it('with the place, and with values as far as they are written out', async () => {
    const { configObjects } = await ofScript(
      'ls\nkubectl create secret generic web --from-literal=A=rye --from-literal=B=$B',
    );

    expect(configObjects).toMatchObject([
      {
        producer: `${WORKFLOW} (job deploy)`,
        at: { source: 'ci', path: WORKFLOW, line: 7, object: 'Secret/web' },
        entries: [{ value: { kind: 'secret' } }, { value: { kind: 'deferred', reason: 'from the pipeline' } }],
      },
    ]);
  });

  it.each([
    ['another name', 'kubectl create secret generic "web-$ENV" --from-literal=A=1'],
    ['another command', 'kubectl get secret web; echo kubectl create secret generic web'],
    ['a comment', '# kubectl create secret generic web --from-literal=A=1'],
  ])('nothing of %s', async (_, script) => {
    expect(await made(script)).toEqual([]);
  });

  it('what a script of the repository makes that it calls', async () => {
    const files = { 'ops/deploy.sh': '#!/bin/sh\nkubectl create secret generic web --from-literal=A=$1\n' };
    const { configObjects } = await ofScript('chmod +x ops/deploy.sh\nbash ops/deploy.sh prod', files);

    expect(configObjects).toMatchObject([{ name: 'web', at: { path: 'ops/deploy.sh', line: 2 } }]);
  });

  it('scripts that call themselves end', async () => {
    const files = { 'a.sh': './a.sh\nkubectl create cm web --from-literal=A=1\n' };

    expect((await made('./a.sh', files)).length).toBeLessThan(4);
  });

  it('what an action makes', async () => {
    const text = `jobs:
  deploy:
    steps:
      - uses: azure/k8s-create-secret@v4
        with:
          namespace: shop
          secret-name: web
          string-data: '{"URL": "\${{ secrets.URL }}", "MODE": "rye"}'
      - uses: azure/k8s-create-secret@v4
        with: {secret-name: other, data: "\${{ secrets.ALL }}"}
      - uses: Azure/k8s-deploy@v5
        with:
          images: |
            registry.example.org/bakery/web:\${{ github.sha }}
`;
    const { configObjects, deploySteps } = await read({ [WORKFLOW]: text });

    expect(configObjects.map(shown)).toEqual(['Secret shop/web: URL, MODE', 'Secret other:  …']);
    expect(deploySteps).toMatchObject([{ on: { image: 'registry.example.org/bakery/web' }, setsImage: true }]);
  });

  it('GitLab CI: lists and blocks of every job, templates too', async () => {
    const text = `stages: [deploy]
variables: {NS: shop}
.deploy: &deploy
  before_script:
    - kubectl config use-context prod
  script:
    - kubectl -n shop create secret generic web --from-literal=URL="$URL"
    - |
      cd k8s
      envsubst < web.yaml | kubectl apply -f -
deploy: {extends: .deploy, environment: production}
`;
    const { configObjects, deploySteps } = await read({ '.gitlab-ci.yml': text });

    expect(configObjects.map(shown)).toEqual(['Secret shop/web: URL']);
    expect(deploySteps).toMatchObject([{ on: { paths: ['k8s/web.yaml'] }, fillsIn: 'variables', at: { line: 10 } }]);
  });
});

describe('what a pipeline does to workloads', () => {
  it.each<readonly [string, object]>([
    [
      'kubectl set image deployment/web web=x/web:$SHA',
      { on: { kind: 'Deployment', name: 'web', container: 'web' }, setsImage: true },
    ],
    [
      'kubectl -n shop set image deploy web "*=x/web:${{ github.sha }}"',
      { on: { kind: 'Deployment', name: 'web', container: '*' } },
    ],
    ['kubectl set image deployment/$NAME $NAME=x/$NAME:1', { on: { kind: 'Deployment' }, setsImage: true }],
    [
      'kubectl set env deployment/web MODE=rye URL=$URL OLD-',
      {
        on: { name: 'web' },
        environment: [
          { name: 'MODE', value: { kind: 'plain', text: 'rye' } },
          { name: 'URL', value: { kind: 'deferred' } },
        ],
      },
    ],
    [
      'kubectl set env sts/db --from=secret/web --prefix=DB_ -c db',
      {
        on: { kind: 'StatefulSet', name: 'db', container: 'db' },
        environment: [{ kind: 'import', object: 'Secret', objectName: 'web', prefix: 'DB_' }],
      },
    ],
    ['kustomize edit set image web=registry/web:$TAG', { on: { image: 'web' }, setsImage: true }],
    ['envsubst < k8s/web.yaml > out.yaml', { on: { paths: ['k8s/web.yaml'] }, fillsIn: 'variables' }],
    ['cat k8s/web.yaml | envsubst | kubectl apply -f -', { on: { paths: ['k8s/web.yaml'] } }],
    ['kubectl kustomize k8s | envsubst | kubectl apply -f -', { on: {}, fillsIn: 'variables' }],
    ['for f in k8s/*.yaml; do envsubst < $f | kubectl apply -f -; done', { on: {}, fillsIn: 'variables' }],
    [
      'sed -i "s|newTag: .*|newTag: $SHA|" k8s/kustomization.yaml',
      { on: { paths: ['k8s/kustomization.yaml'] }, setsImage: true },
    ],
    ['sed -i "s/__HOST__/$HOST/g" k8s/web.yaml', { on: { paths: ['k8s/web.yaml'] }, fillsIn: ['__HOST__'] }],
    [
      'helm upgrade --install web ./charts/web --set secrets.url="${{ secrets.URL }}",env.MODE=rye --set-string env.KEY=$KEY',
      { on: { paths: ['charts/web'] }, setsValues: ['secrets.url', 'env.KEY'] },
    ],
    [
      'helm upgrade --install web ./charts/web --set image.tag=$SHA',
      { on: { paths: ['charts/web'] }, setsImage: true },
    ],
  ])('%s', async (script, expected) => {
    expect((await ofScript(script)).deploySteps?.[0]).toMatchObject(expected);
  });

  it.each([
    'kubectl set resources deployment/web --limits=cpu=1',
    'helm upgrade web ./charts/web --set replicas=2',
    'sed -n 1p k8s/web.yaml',
    'kustomize build k8s',
  ])('nothing: %s', async (script) => {
    expect((await ofScript(script)).deploySteps ?? []).toEqual([]);
  });
});

describe('paths of a script', () => {
  it.each([
    '$GITHUB_WORKSPACE/k8s/web.yaml',
    '${GITHUB_WORKSPACE}/k8s/web.yaml',
    '${{ github.workspace }}/k8s/web.yaml',
    '$CI_PROJECT_DIR/k8s/web.yaml',
    '../k8s/web.yaml',
  ])('are seen from the repository: %s', async (path) => {
    const { deploySteps } = await ofScript(
      `cd ops\nsed -e 's/\\$KEY/x/' ${path} | sed "s/\\$NAME/y/g" | kubectl apply -f -`,
    );

    expect(deploySteps).toMatchObject([
      { on: { paths: ['k8s/web.yaml'] }, fillsIn: ['$KEY'] },
      { on: { paths: ['k8s/web.yaml'] }, fillsIn: ['$NAME'] },
    ]);
  });
});

describe('a job that only tries the application', () => {
  const script =
    'kubectl create secret generic web --from-literal=A=1\nkubectl set env deploy/web B=2\nkubectl set image deploy/web web=x:$T';

  it.each([
    ['by the name of its file', '.github/workflows/e2e-tests.yml', github(script)],
    ['by its own name', WORKFLOW, github(script).replace('  deploy:', '  smoke-test:')],
    ['by a cluster of its own', WORKFLOW, github(`kind create cluster\n${script}`)],
    ['by an action', WORKFLOW, github(script, '      - uses: helm/kind-action@v1\n        with: {version: v1}\n')],
  ])('says that there is a Secret, and not all that is in it: %s', async (_, path, text) => {
    const { configObjects, deploySteps = [] } = await read({ [path]: text });

    expect(configObjects.map(shown)).toEqual(['Secret web: A …']);
    expect(deploySteps).toMatchObject([{ setsImage: true }]);
  });
});

describe('files of pipelines', () => {
  it('are workflows, composite actions and those of GitLab', () => {
    expect(
      ciFiles([
        '.github/workflows/a.yml',
        '.github/actions/deploy/action.yaml',
        '.github/dependabot.yml',
        '.gitlab-ci.yml',
        '.gitlab/ci/deploy.yml',
        'k8s/web.yaml',
      ]),
    ).toEqual([
      '.github/workflows/a.yml',
      '.github/actions/deploy/action.yaml',
      '.gitlab-ci.yml',
      '.gitlab/ci/deploy.yml',
    ]);
  });

  it('begin in the folder that they name', async () => {
    const text = `defaults: {run: {working-directory: ops}}
jobs:
  a:
    steps: [{run: "envsubst < web.yaml"}]
  b:
    defaults: {run: {working-directory: k8s}}
    steps:
      - run: envsubst < web.yaml
      - run: envsubst < web.yaml
        working-directory: base
`;
    const { deploySteps = [] } = await read({ [WORKFLOW]: text });

    expect(deploySteps.map(({ on }) => on.paths)).toEqual([['ops/web.yaml'], ['k8s/web.yaml'], ['base/web.yaml']]);
  });

  it.each([
    ['broken YAML', 'jobs: [kubectl\n'],
    ['a list', '- kubectl\n'],
    ['nothing', ''],
    ['odd steps', 'jobs: {a: {steps: [kubectl, {run: [1]}, {uses: 3, with: 4}]}}\n'],
  ])('are read as far as they go: %s', async (_, text) => {
    const { configObjects, problems } = await read({ [WORKFLOW]: text });

    expect(configObjects).toEqual([]);
    expect(problems.every(({ kind }) => kind === 'unresolved')).toBe(true);
  });
});
