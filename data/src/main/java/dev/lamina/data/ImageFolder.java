package dev.lamina.data;

import dev.lamina.data.table.Vocabulary;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures in folders, one folder for each class, as examples: the pixels in [0, 1] as float32
 * [rows, columns, channels], and the class as int32.
 *
 * <p>The classes are the folders, and a class's pictures the files ending in .png, .jpg, .jpeg,
 * .jpe, .jfif, .gif or .bmp right in it, both in the order of their names; other files, and what begins with
 * a dot, are passed over, but pictures of kinds that are not read, such as WebP, HEIC and TIFF, refused. Pictures
 * beside the classes' folders, and folders within them, are not read either: a warning says so.
 * Only the names are read by {@link #open}; a picture is decoded each time it is asked for.
 *
 * <p>A picture of another size is resized as TensorFlow's {@code tf.image.resize} does it by default:
 * bilinear between the centres of pixels, proportions not kept, without smoothing beforehand. One
 * channel is grey, by TensorFlow's {@code rgb_to_grayscale} where the picture has colours; three are red,
 * green and blue, all the same where it has none. Transparency is ignored.
 *
 * <p>A picture is read as {@link PictureFile} says: turned as its EXIF data say that the camera was held,
 * unless it is taken {@linkplain #asStored() as it is stored}; trusted in nothing, its size checked before
 * memory is taken for its pixels; and one that is damaged or truncated is a {@link DataLossException} that
 * names the file.
 */
public final class ImageFolder implements ExampleSource {
    /** The number of pixels, rows times columns, above which a picture is refused. */
    public static final long MAX_PIXELS = PictureFile.MAX_PIXELS;

    private final Path folder;
    private final List<String> classNames;
    private final List<Path> files;
    private final int[] classes;
    private final ExampleSpec spec;
    private final boolean upright;

    private ImageFolder(
            Path folder, List<String> classNames, List<Path> files, int[] classes, ExampleSpec spec, boolean upright) {
        this.folder = folder;
        this.classNames = classNames;
        this.files = files;
        this.classes = classes;
        this.spec = spec;
        this.upright = upright;
    }

    /**
     * Finds the pictures of a folder.
     *
     * @param folder the folder of the classes' folders
     * @param rows the height to resize pictures to, 1 or more
     * @param columns the width to resize pictures to, 1 or more
     * @param channels 1 for grey or 3 for colours
     * @throws NotFoundException when there is no such folder, no class in it, or no picture in a class
     * @throws InvalidArgumentException when a number is out of range, or the folder is not one of the
     *     default file system
     * @throws DataLossException when a folder cannot be read
     * @throws UnimplementedException when there is a picture of a kind that is not read
     */
    public static ImageFolder open(Path folder, int rows, int columns, int channels) {
        return open(folder, rows, columns, channels, List.of());
    }

    /**
     * Finds the pictures of a folder, of classes whose numbers are known: for a test folder, with the
     * names that the training folder gave.
     *
     * @param classNames the classes' names by their number, of which a folder may lack some, or have some
     *     without a picture; empty for the folders' names
     * @throws NotFoundException when there is no such folder, no class in it, no picture in it, or no
     *     picture in a class whose name was not given
     * @throws InvalidArgumentException when a number is out of range, a folder is none of the classes, a
     *     name is there twice, or the folder is not one of the default file system
     * @throws DataLossException when a folder cannot be read
     * @throws UnimplementedException when there is a picture of a kind that is not read
     */
    public static ImageFolder open(Path folder, int rows, int columns, int channels, List<String> classNames) {
        if (rows < 1 || columns < 1 || (channels != 1 && channels != 3)) {
            throw new InvalidArgumentException("pictures have 1 row and column or more, and 1 or 3 channels, got "
                    + rows + " x " + columns + " x " + channels);
        }
        if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidArgumentException("pictures are read from the default file system, got " + folder);
        }
        var spec = new ExampleSpec(Shape.of(rows, columns, channels), DType.FLOAT32, Shape.scalar(), DType.INT32);
        spec.featureShape().size();
        var folders = PictureListing.folders(folder);
        if (folders.isEmpty()) {
            throw new NotFoundException(
                    "no folder of a class in " + folder,
                    "put the pictures of each class into a folder of its own in it");
        }
        boolean found = classNames.isEmpty();
        var numbers =
                Vocabulary.of(found ? folders.stream().map(PictureListing::name).toList() : classNames);
        var files = new ArrayList<Path>();
        var classes = IntStream.builder();
        for (var each : folders) {
            int number = numbers.number(PictureListing.name(each));
            if (number < 0) {
                throw new InvalidArgumentException("the folder " + each + " is none of the classes " + numbers);
            }
            var pictures = PictureListing.pictures(each);
            if (pictures.isEmpty() && found) {
                throw new NotFoundException("no picture (.png, .jpg, .jpeg, .gif, .bmp) in the class's folder " + each);
            }
            files.addAll(pictures);
            pictures.forEach(_ -> classes.add(number));
        }
        if (files.isEmpty()) {
            throw new NotFoundException(
                    "no picture (.png, .jpg, .jpeg, .gif, .bmp) in the classes' folders of " + folder);
        }
        PictureListing.tellOthers(folder, folders);
        return new ImageFolder(
                folder, numbers.names(), List.copyOf(files), classes.build().toArray(), spec, true);
    }

    /** The same pictures as they are stored, however the camera was held: as TensorFlow reads them. */
    public ImageFolder asStored() {
        return new ImageFolder(folder, classNames, files, classes, spec, false);
    }

    /** The names of the classes, by their number: as they were given, or the folders' in the order of their characters. */
    @Override
    public List<String> classNames() {
        return classNames;
    }

    /** The picture's file, by the example's number. */
    public Path file(int index) {
        return files.get(index);
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public ExampleSpec spec() {
        return spec;
    }

    @Override
    public void read(int index, Example into) {
        var picture = new PictureFile(files.get(index), upright).decode();
        BilinearResize.run(picture, into.features(), PictureShape.of(spec));
        into.label().set(0, classes[index]);
    }

    /** Of the files' names, sizes and times of change, the classes, and how they are read. */
    @Override
    public long fingerprint() {
        var print = new Fingerprint().add(spec.toString()).add(upright ? 1 : 0);
        for (int i = 0; i < classes.length; i++) {
            var file = files.get(i);
            try {
                print.add(folder.relativize(file).toString())
                        .add(classes[i])
                        .add(Files.size(file))
                        .add(Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                throw new NotFoundException("picture " + file + " cannot be found any more", null, e);
            }
        }
        return print.value();
    }

    /** The folder, the number of pictures and classes. */
    @Override
    public String toString() {
        return "ImageFolder[" + folder + ", " + size() + " pictures in " + classNames.size() + " classes]";
    }
}
