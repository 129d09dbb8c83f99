// The Dockerfile and the manifests of Kubernetes, judged by other people's readers of such files.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { validate as faultsOfDockerfile } from 'dockerfile-utils';
import { validate as Deployment } from 'kubernetes-models/_schemas/IoK8sApiAppsV1Deployment';
import { validate as HorizontalPodAutoscaler } from 'kubernetes-models/_schemas/IoK8sApiAutoscalingV2HorizontalPodAutoscaler';
import { validate as NetworkPolicy } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy';
import { validate as PodDisruptionBudget } from 'kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget';
import { validate as Service } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Service';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDER = `${ROOT}deploy/kubernetes/`;
const SCHEMAS = {
  'apps/v1 Deployment': Deployment,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 Service': Service,
};

function read(file) {
  return parseAllDocuments(readFileSync(FOLDER + file, 'utf8'), { strict: true, version: '1.1' }).map((document) => {
    assert.deepEqual(document.errors, [], file);
    return document.toJS();
  });
}

// The schemas of Kubernetes let unknown fields pass, and an API server drops them. But a validator looks at every field that it
// knows: what it never looked at is misspelt.
function watch(value, path, unseen) {
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.fromEntries(Object.keys(value).map((key) => {
    unseen.add(`${path}/${key}`);
    return [key, watch(value[key], `${path}/${key}`, unseen)];
  }));
  const copy = Array.isArray(value) ? Object.values(fields) : fields;
  return new Proxy(copy, {
    get(target, key) {
      unseen.delete(`${path}/${String(key)}`);
      return Reflect.get(target, key);
    },
  });
}

function faultsOf(manifest) {
  const schema = SCHEMAS[`${manifest.apiVersion} ${manifest.kind}`];
  assert.ok(schema, `${manifest.apiVersion} ${manifest.kind} is not known to this test`);
  const unseen = new Set();
  return schema(watch(manifest, '', unseen))
    ? [...unseen].map((path) => `${path} is no field of ${manifest.kind}`)
    : schema.errors.map((error) => `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`);
}

const [kustomization] = read('kustomization.yaml');

test('kustomization.yaml names every file beside it', () => {
  const named = [...kustomization.resources, ...kustomization.configMapGenerator.flatMap((generator) => generator.envs)];
  assert.deepEqual(named.sort(), readdirSync(FOLDER).filter((name) => name !== 'kustomization.yaml').sort());
});

for (const file of kustomization.resources) {
  test(`${file} is what Kubernetes reads`, () => {
    for (const manifest of read(file)) assert.deepEqual(faultsOf(manifest), []);
  });
}

test('a field that is misspelt, missing or of another kind is noticed', () => {
  const spoilt = (change) => {
    const [manifest] = read('deployment.yaml');
    change(manifest.spec.template.spec.containers[0], manifest.spec);
    return faultsOf(manifest);
  };
  const spoiltPolicy = (change) => {
    const [manifest] = read('network-policy.yaml');
    change(manifest.spec);
    return faultsOf(manifest);
  };
  assert.deepEqual(spoilt((container) => { container.livenesProbe = {}; }),
    ['/spec/template/spec/containers/0/livenesProbe is no field of Deployment']);
  assert.match(spoilt((container) => { delete container.name; })[0], /required.*name/);
  assert.match(spoilt((container) => { container.ports[0].containerPort = 'grpc'; })[0], /containerPort.*type/);
  assert.match(spoilt((_, spec) => { delete spec.selector; })[0], /required.*selector/);
  assert.deepEqual(spoiltPolicy((spec) => { spec.ingress[0].form = []; }), ['/spec/ingress/0/form is no field of NetworkPolicy']);
  assert.match(spoiltPolicy((spec) => { spec.egress[0].ports[0].port = true; })[0], /port.*type/);
});

test('the Dockerfile has no fault', () => {
  const faults = (text) => faultsOfDockerfile(text).map((fault) => `line ${fault.range.start.line + 1}: ${fault.message}`);
  const dockerfile = readFileSync(`${ROOT}Dockerfile`, 'utf8');
  assert.deepEqual(faults(dockerfile), []);
  assert.equal(faults(dockerfile.replace('EXPOSE', 'EXPOES')).length, 1);
});
