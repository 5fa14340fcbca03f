package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Attribute;
import dev.lamina.graph.FunctionReference;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.NameAttrList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes as TensorFlow's files have them, and as Lamina's operations do. */
public final class AttrValues {
    private AttrValues() {}

    /**
     * Reads a value.
     *
     * @throws InvalidArgumentException if it is not of the attribute's type
     */
    public static Object read(Attribute attribute, AttrValue value, MemoryBudget budget) {
        String type = attribute.type();
        AttrValue.ListValue list = value.getList();
        AttrValue.ValueCase wanted = type.startsWith("list(") ? AttrValue.ValueCase.LIST : single(type);
        if (value.getValueCase() != wanted) {
            throw new InvalidArgumentException("attr '" + attribute.name() + "' has to be of type " + type
                    + ", but is of " + value.getValueCase());
        }
        return switch (type) {
            case "bool" -> value.getB();
            case "int" -> value.getI();
            case "float" -> value.getF();
            case "string" -> text(value.getS());
            case "type" -> Shapes.type(value.getTypeValue());
            case "shape" -> Shapes.read(value.getShape());
            case "tensor" -> TensorProtos.read(value.getTensor(), budget);
            case "func" -> function(value.getFunc());
            case "list(func)" ->
                list.getFuncList().stream().map(AttrValues::function).toList();
            case "list(bool)" -> List.copyOf(list.getBList());
            case "list(int)" -> List.copyOf(list.getIList());
            case "list(float)" -> List.copyOf(list.getFList());
            case "list(string)" ->
                list.getSList().stream().map(AttrValues::text).toList();
            case "list(type)" ->
                list.getTypeValueList().stream().map(Shapes::type).toList();
            case "list(shape)" -> list.getShapeList().stream().map(Shapes::read).toList();
            case "list(tensor)" ->
                list.getTensorList().stream()
                        .map(tensor -> TensorProtos.read(tensor, budget))
                        .toList();
            default -> throw new IllegalStateException("attributes of type " + type);
        };
    }

    private static AttrValue.ValueCase single(String type) {
        return switch (type) {
            case "bool" -> AttrValue.ValueCase.B;
            case "int" -> AttrValue.ValueCase.I;
            case "float" -> AttrValue.ValueCase.F;
            case "string" -> AttrValue.ValueCase.S;
            case "type" -> AttrValue.ValueCase.TYPE;
            case "shape" -> AttrValue.ValueCase.SHAPE;
            case "tensor" -> AttrValue.ValueCase.TENSOR;
            case "func" -> AttrValue.ValueCase.FUNC;
            default -> throw new IllegalStateException("attributes of type " + type);
        };
    }

    /** The attributes stay in the file's form: only the reader of the function wants them. */
    private static FunctionReference function(NameAttrList function) {
        return new FunctionReference(function.getName(), Map.copyOf(function.getAttrMap()));
    }

    private static NameAttrList function(FunctionReference function) {
        NameAttrList.Builder proto = NameAttrList.newBuilder().setName(function.name());
        new TreeMap<>(function.attributes()).forEach((name, value) -> proto.putAttr(name, (AttrValue) value));
        return proto.build();
    }

    private static String text(ByteString bytes) {
        if (!bytes.isValidUtf8()) {
            throw new InvalidArgumentException("an attribute's text is not UTF-8: " + bytes);
        }
        return bytes.toStringUtf8();
    }

    /** Writes a value of a signature's attribute. */
    public static AttrValue write(Attribute attribute, Object value) {
        AttrValue.Builder proto = AttrValue.newBuilder();
        if (value instanceof List<?> list) {
            AttrValue.ListValue.Builder members = AttrValue.ListValue.newBuilder();
            list.forEach(member -> add(members, member));
            return proto.setList(members).build();
        }
        AttrValue.Builder written = switch (value) {
            case Boolean flag -> proto.setB(flag);
            case Number number when attribute.type().equals("int") -> proto.setI(number.longValue());
            case Float number -> proto.setF(number);
            case String text -> proto.setS(ByteString.copyFromUtf8(text));
            case DType type -> proto.setTypeValue(type.number());
            case Shape shape -> proto.setShape(Shapes.write(shape));
            case Tensor tensor -> proto.setTensor(TensorProtos.write(tensor));
            case FunctionReference function -> proto.setFunc(function(function));
            default -> throw new IllegalStateException("attr '" + attribute.name() + "' of " + value.getClass());
        };
        return written.build();
    }

    private static void add(AttrValue.ListValue.Builder members, Object value) {
        switch (value) {
            case Boolean flag -> members.addB(flag);
            case Long number -> members.addI(number);
            case Float number -> members.addF(number);
            case String text -> members.addS(ByteString.copyFromUtf8(text));
            case DType type -> members.addTypeValue(type.number());
            case Shape shape -> members.addShape(Shapes.write(shape));
            case Tensor tensor -> members.addTensor(TensorProtos.write(tensor));
            case FunctionReference function -> members.addFunc(function(function));
            default -> throw new IllegalStateException("a list of " + value.getClass());
        }
    }
}
