"""Write the trained parser as ONNX.

`python training/export.py --run training/runs/parser --out src/riftline/parse/model`

`--kind int8` is what is shipped: encoder weights and word-piece vectors as int8 (per output channel, per row), the
heads as float16 on disk; `--kind float` is the reference that the loss of int8 is measured against.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F

from network import TOP, WEIGHT_LIMIT, Embedding, Encoder, Linear, Parser
from riftline.parse.model import EVENTS
from train import base_folder, plain_tokenizer

INPUTS = ("pieces", "shapes", "first")
OUTPUTS = ("upos", "xpos", "feats", "lemmas", "names", "arcs", "heads", "labels", *EVENTS)


class Shipped(nn.Module):
    """The parser as it runs: label ids instead of scores, dependency labels for the TOP likeliest heads of each word.

    Outputs: upos, xpos, feats, lemmas, names [B, W] ids; arcs [B, W, 1 + W] log probabilities;
    heads [B, W, TOP] positions (0 is the root) and labels [B, W, TOP] ids; the event layers as in `records.Reading`.
    """

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        parser = self.parser
        states = parser.words(pieces, shapes, first)
        arcs = torch.log_softmax(parser.arcs(states, first), -1)
        padded = F.pad(arcs, (0, TOP), value=-1e5)  # a sentence of one word has fewer heads than TOP
        heads = padded.topk(TOP, -1).indices.clamp(max=arcs.shape[2] - 1)
        dependent, head = parser.label_sides(states)
        b, w, k = heads.shape
        picked = torch.gather(head, 1, heads.reshape(b, w * k, 1).expand(-1, -1, head.shape[2])).reshape(b, w, k, -1)
        n, i, j = parser.label_weight.shape
        turned = (dependent @ parser.label_weight.permute(1, 0, 2).reshape(i, n * j)).reshape(b, w, n, j)
        labels = (turned @ picked.transpose(2, 3)).argmax(2)
        tags = [parser.tags[name](states[:, 1:]).argmax(-1) for name in ("upos", "xpos", "feats", "lemmas", "names")]
        ids = [t.to(torch.int32) for t in (*tags, heads, labels)]
        return (*ids[:5], arcs, *ids[5:], *self.events(states))

    def events(self, states: Tensor) -> tuple[Tensor, ...]:
        """Probabilities of the event layers, in the order of `EVENTS`."""
        scores = self.parser.events(states)
        kinds, statuses, roles = (torch.softmax(scores[n], -1) for n in ("kinds", "statuses", "roles"))
        return kinds, statuses, scores["modes"].argmax(-1).to(torch.int32), roles, torch.sigmoid(scores["contexts"])


class ShippedLinear(nn.Module):
    """An int8 linear layer as quantise–dequantise nodes, which the run time fuses to an integer product."""

    def __init__(self, layer: Linear) -> None:
        super().__init__()
        self.layer = layer
        scale = ((layer.high - layer.low) / 255).clamp(min=1e-8)
        self.scale, self.zero = float(scale), int(torch.round(-layer.low / scale).clamp(0, 255))

    def forward(self, x: Tensor) -> Tensor:
        x = torch.fake_quantize_per_tensor_affine(x, self.scale, self.zero, 0, 255)
        return torch.matmul(x, self.layer.weight.t()) + self.layer.bias


class ShippedEmbedding(nn.Module):
    """Rows of int8 with a scale each."""

    def __init__(self, table: Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(1, keepdim=True) / 127 + 1e-9
        self.register_buffer("rows", torch.round(table.weight.detach() / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


def trained(run: Path) -> Parser:
    """The averaged weights of a run."""
    sizes = json.loads((run / "sizes.json").read_text())
    parser = Parser(Encoder(json.loads((base_folder() / "config.json").read_text())), sizes)
    parser.load_state_dict(torch.load(run / "last.pt", weights_only=True)["average"])
    return parser.eval()


def replace_layers(module: nn.Module) -> None:
    """Swap the layers that rehearsed int8 for their shipped form."""
    for name, child in module.named_children():
        if isinstance(child, Linear):
            setattr(module, name, ShippedLinear(child))
        elif isinstance(child, Embedding):
            setattr(module, name, ShippedEmbedding(child))
        else:
            replace_layers(child)


def to_onnx(module: Shipped, path: Path) -> None:
    """Trace with free batch, piece and word dimensions."""
    pieces = torch.randint(1000, 2000, (2, 12))
    shapes, first = torch.ones(2, 12, dtype=torch.long), torch.arange(1, 9).repeat(2, 1)
    axes = {"pieces": {0: "b", 1: "s"}, "shapes": {0: "b", 1: "s"}, "first": {0: "b", 1: "w"}}
    torch.onnx.export(
        module,
        (pieces, shapes, first),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes | {n: {0: "b", 1: "w"} for n in OUTPUTS} | {"contexts": {0: "b"}},
        opset_version=17,
        dynamo=False,
    )


def pack_weights(model: onnx.ModelProto) -> None:
    """Encoder weights as int8 initialisers behind a DequantizeLinear node."""
    graph = model.graph
    quantised = {n.output[0] for n in graph.node if n.op_type == "DequantizeLinear"}
    stored = {i.name: i for i in graph.initializer}
    for product in [n for n in graph.node if n.op_type == "MatMul" and n.input[0] in quantised]:
        name = product.input[1]
        weight = numpy_helper.to_array(stored[name])  # [inputs, outputs]
        scale = np.maximum(np.abs(weight).max(0) / WEIGHT_LIMIT, 1e-8).astype(np.float32)
        values = np.clip(np.round(weight / scale), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
        graph.initializer.remove(stored[name])
        for suffix, array in (("", values), ("_scale", scale), ("_zero", np.zeros(len(scale), np.int8))):
            graph.initializer.append(numpy_helper.from_array(array, name + suffix))
        node = helper.make_node("DequantizeLinear", [name, name + "_scale", name + "_zero"], [name + "_float"], axis=1)
        graph.node.insert(0, node)
        product.input[1] = name + "_float"


def halve_floats(model: onnx.ModelProto, at_least: int = 5000) -> None:
    """Large float32 initialisers as float16 with a cast, which the run time folds when it loads the model."""
    graph = model.graph
    for tensor in [i for i in graph.initializer if i.data_type == TensorProto.FLOAT]:
        array = numpy_helper.to_array(tensor)
        if array.size < at_least:
            continue
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(array.astype(np.float16), tensor.name + "_half"))
        graph.node.insert(0, helper.make_node("Cast", [tensor.name + "_half"], [tensor.name], to=TensorProto.FLOAT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for parser.onnx, labels.json, tokenizer.json")
    parser.add_argument("--kind", choices=["int8", "float"], default="int8")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model, path = trained(options.run), options.out / "parser.onnx"
    if options.kind == "int8":
        replace_layers(model)
    to_onnx(Shipped(model), path)
    if options.kind == "int8":
        graph = onnx.load(path)
        pack_weights(graph)
        halve_floats(graph)
        onnx.save(graph, path)
    shutil.copy(options.run / "labels.json", options.out / "labels.json")
    plain_tokenizer(base_folder()).save(str(options.out / "tokenizer.json"), pretty=False)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
